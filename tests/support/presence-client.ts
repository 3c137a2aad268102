/**
 * One tab's presence, close to the wire: it follows who is where, shows where it is itself, and can
 * vanish without a goodbye.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Lease, Place, PresenceMessage } from '#server/shared/presence.ts';
import type { StreamAddress } from './stream-client.ts';

interface Wire {
  id: number | null;
  error?: { data?: { code?: string } };
  result?: { type: string; data?: PresenceMessage | { leaseId: string } };
}

/** The request that follows; the ones that show come after it. */
const followId = 1;

export class PresenceClient {
  readonly socket: WebSocket;
  readonly messages: PresenceMessage[] = [];
  /** As a page would hold them: everything at first, then changes. */
  readonly leases = new Map<string, Lease>();
  closeCode: number | null = null;
  leaseId: string | null = null;
  #serial = followId;
  readonly #answers = new Map<number, (code: string) => void>();
  readonly #listeners = new Set<() => void>();

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => this.#receive(data.toString()));
    socket.on('close', (code) => {
      this.closeCode = code;
      this.#tell();
    });
    socket.on('error', () => this.#tell());
  }

  /** @throws when the upgrade is refused */
  static async connect({ url, headers = {} }: StreamAddress): Promise<PresenceClient> {
    const socket = new WebSocket(url, { headers });
    const client = new PresenceClient(socket);
    await once(socket, 'open');
    return client;
  }

  /** Resolves once it knows who is there. */
  static async open(address: StreamAddress): Promise<PresenceClient> {
    const client = await PresenceClient.connect(address);
    client.send({ id: followId, method: 'subscription', params: { path: 'presence.follow' } });
    await client.until(() => client.messages.length > 0);
    return client;
  }

  send(frame: unknown): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** @returns OK, or the code of the refusal */
  show(place: unknown): Promise<string> {
    this.#serial += 1;
    const id = this.#serial;
    return new Promise((resolve) => {
      this.#answers.set(id, resolve);
      this.send({ id, method: 'mutation', params: { path: 'presence.show', input: { place } } });
    });
  }

  /** Name, customer, state, field and intent of everybody whom this tab knows of. */
  get people(): string[] {
    return [...this.leases.values()].map(({ user, place }) => wordsOf(user.name, place)).sort();
  }

  /** @throws when it has not come true within the time */
  async until(claim: () => boolean, timeoutMs = 20_000): Promise<void> {
    if (claim()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#listeners.delete(check);
        const last = JSON.stringify(this.messages.slice(-3));
        reject(new Error(`not within ${timeoutMs} ms; got ${last}`));
      }, timeoutMs);
      const check = () => {
        if (!claim()) return;
        clearTimeout(timer);
        this.#listeners.delete(check);
        resolve();
      };
      this.#listeners.add(check);
    });
  }

  untilPeople(expected: readonly string[], timeoutMs?: number): Promise<void> {
    const wanted = JSON.stringify([...expected].sort());
    return this.until(() => JSON.stringify(this.people) === wanted, timeoutMs);
  }

  close(): void {
    this.socket.close();
  }

  #receive(text: string): void {
    const wire = JSON.parse(text) as Wire;
    const answer = this.#answers.get(wire.id ?? 0);
    const data = wire.result?.data;
    if (answer && data && 'leaseId' in data) this.leaseId = data.leaseId;
    if (answer) answer(wire.error ? (wire.error.data?.code ?? 'unknown') : 'OK');
    else if (data && 'kind' in data) this.#apply(data);
    this.#tell();
  }

  #apply(message: PresenceMessage): void {
    this.messages.push(message);
    if (message.kind === 'all') this.leases.clear();
    const set = message.kind === 'all' ? message.leases : message.set;
    for (const lease of set) this.leases.set(lease.id, lease);
    if (message.kind === 'changes') for (const id of message.gone) this.leases.delete(id);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** `Тарас Мельник 5 editing phone, withdraw` */
export function wordsOf(name: string, { customerId, state, field, intent }: Place): string {
  const words = [name, customerId, state, field].filter((word) => word !== null).join(' ');
  return intent === null ? words : `${words}, ${intent}`;
}
