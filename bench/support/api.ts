/**
 * Calls to the HTTP API, one connection a caller, as cheap as Node allows: what is measured is the
 * server. Bodies and answers are tRPC's, without batching unless asked for.
 */
import { Agent, request } from 'node:http';

export interface ApiAnswer {
  status: number;
  /** Of a call that succeeded. */
  data: unknown;
  /** Our code of a call that was refused. */
  error: string | null;
  /** What the refusal says beside its code. */
  params: Record<string, unknown>;
}

export interface ApiOptions {
  origin: string;
  cookie: string;
}

interface Wire {
  result?: { data?: unknown };
  error?: { data?: { code?: string; params?: Record<string, unknown> } };
}

/** The connection broke, or the server could not answer: whether it was done is not known. */
export class NoAnswer extends Error {}

const answerMaxMs = 20_000;

export class Api {
  readonly #options: ApiOptions;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  async mutate(path: string, input: unknown): Promise<ApiAnswer> {
    const { status, text } = await this.#send('POST', `/trpc/${path}`, JSON.stringify(input));
    return toAnswer(status, parse(text) as Wire);
  }

  /** Several calls of one procedure in one request. */
  async mutateAll(path: string, inputs: readonly unknown[]): Promise<ApiAnswer[]> {
    const paths = inputs.map(() => path).join(',');
    const body = JSON.stringify(Object.fromEntries(inputs.entries()));
    const { status, text } = await this.#send('POST', `/trpc/${paths}?batch=1`, body);
    const wires = parse(text) as Wire[];
    if (!Array.isArray(wires)) throw new NoAnswer(`status ${status}: ${text.slice(0, 200)}`);
    return wires.map((wire) => toAnswer(status, wire));
  }

  async query(path: string, input: unknown): Promise<ApiAnswer> {
    const encoded = encodeURIComponent(JSON.stringify(input));
    const { status, text } = await this.#send('GET', `/trpc/${path}?input=${encoded}`);
    return toAnswer(status, parse(text) as Wire);
  }

  async get(path: string): Promise<unknown> {
    const { status, text } = await this.#send('GET', path);
    if (status !== 200) throw new NoAnswer(`status ${status}: ${text.slice(0, 200)}`);
    return parse(text);
  }

  /** Sends a mutation and hangs up without waiting for the reply. */
  mutateAndHangUp(path: string, input: unknown, afterMs: number): Promise<void> {
    const { origin, cookie } = this.#options;
    return new Promise((resolve) => {
      const outgoing = request(`${origin}/trpc/${path}`, {
        method: 'POST',
        agent: false,
        headers: { cookie, origin, 'content-type': 'application/json' },
      });
      outgoing.on('error', () => undefined);
      outgoing.on('response', (incoming) => incoming.resume());
      outgoing.end(JSON.stringify(input), () =>
        setTimeout(() => {
          outgoing.destroy();
          resolve();
        }, afterMs),
      );
      outgoing.once('error', () => resolve());
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(
    method: 'GET' | 'POST',
    path: string,
    body?: string,
  ): Promise<{ status: number; text: string }> {
    const { origin, cookie } = this.#options;
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => reject(new NoAnswer(String(error)));
      const headers: Record<string, string | number> = { cookie, origin };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = Buffer.byteLength(body);
      }
      const outgoing = request(`${origin}${path}`, {
        method,
        agent: this.#agent,
        headers,
        timeout: answerMaxMs,
      });
      outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')));
      outgoing.once('error', fail);
      outgoing.once('response', (incoming) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.once('error', fail);
        incoming.once('end', () =>
          resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
      });
      outgoing.end(body);
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoAnswer(`not JSON: ${text.slice(0, 200)}`);
  }
}

function toAnswer(status: number, { result, error }: Wire): ApiAnswer {
  const code = error?.data?.code ?? null;
  if (code === 'SERVICE_UNAVAILABLE' || code === 'INTERNAL') throw new NoAnswer(code);
  if (!result && code === null) throw new NoAnswer(`status ${status}`);
  return { status, data: result?.data, error: code, params: error?.data?.params ?? {} };
}
