/**
 * Editors of the same customers, each with a screen of their own: what it shows comes from the event
 * stream alone, and saves go out on the version that it shows. Keeps what was asked and answered, so
 * that a judge can hold it against the record.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import type { EventEnvelope, FieldChange } from '#server/shared/event.ts';
import type { TestApp } from './app.ts';
import { refusalOf } from './answers.ts';
import type { StreamClient } from './stream-client.ts';
import type { Person } from './world.ts';

/** Fields of one line, which take any text. */
export const editedFields = ['city', 'region', 'addressLine1', 'addressLine2', 'comment'] as const;
export type EditedField = (typeof editedFields)[number];
export type Values = Record<EditedField, string | null> & { tags: string };

/** What was sent: for the judge. */
export interface Attempt {
  mutationId: string;
  customerId: number;
  /** The version that the screen showed, or of the event that is taken back. */
  seenVersion: number;
  changes: Partial<Record<EditedField, string | null>>;
  undoes: string | null;
  /** Null while no reply has come. */
  outcome: EditOutcome | null;
  refusal: string | null;
}

export interface Screen {
  version: number;
  values: Values;
}

export type Step =
  | { kind: 'save'; customer: number; fields: EditedField[]; tag: number | null; restMs: number }
  | { kind: 'saveAndHangUp'; customer: number; fields: EditedField[]; afterMs: number }
  | { kind: 'undo'; customer: number; restMs: number }
  | { kind: 'cut'; restMs: number }
  | { kind: 'return'; restMs: number };

export interface EditorOptions {
  app: TestApp;
  person: Person;
  customerIds: readonly number[];
  tagIds: readonly number[];
  /**
   * `seen` is the product. `newest` claims to have seen what it has not until nothing is refused, as a
   * client does that the server does not hold to a version: the control.
   */
  claim: 'seen' | 'newest';
}

export function valuesIn(customer: CustomerDto): Values {
  const values = Object.fromEntries(editedFields.map((field) => [field, customer[field]]));
  return { ...(values as Record<EditedField, string | null>), tags: tagsText(customer.tags) };
}

function tagsText(tags: readonly { caption: string }[]): string {
  return tags
    .map(({ caption }) => caption)
    .sort()
    .join(' ');
}

/** The values after one event's changes; tags are told one by one. */
export function applied(values: Values, changes: readonly FieldChange[]): Values {
  const next = { ...values };
  for (const { field, old, new: value } of changes) {
    if (field === 'tags') {
      const borne = next.tags.split(' ').filter((caption) => caption !== '' && caption !== old);
      if (value !== null) borne.push(String(value));
      next.tags = borne.sort().join(' ');
    } else if (editedFields.some((name) => name === field)) {
      next[field as EditedField] = value as string | null;
    }
  }
  return next;
}

let serial = 0;

export class Editor {
  readonly attempts: Attempt[] = [];
  readonly screens = new Map<number, Screen>();
  /** A version that came twice with another content, or before the one ahead of it. */
  readonly disorder: string[] = [];
  readonly #options: EditorOptions;
  #stream: StreamClient | null = null;
  readonly #unanswered: Attempt[] = [];
  #cursor: string | undefined;
  #read = 0;

  private constructor(options: EditorOptions) {
    this.#options = options;
  }

  static async open(options: EditorOptions): Promise<Editor> {
    const editor = new Editor(options);
    await editor.connect();
    for (const customerId of options.customerIds) {
      const customer = await options.person.trpc.customer.get.query({ customerId });
      editor.screens.set(customerId, { version: customer.version, values: valuesIn(customer) });
    }
    return editor;
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      this.#refresh();
      if (step.kind === 'save') await this.#save(step);
      if (step.kind === 'saveAndHangUp') await this.#saveAndHangUp(step);
      if (step.kind === 'undo') await this.#undo(step);
      if (step.kind === 'cut') this.cut();
      if (step.kind === 'return') await this.connect();
      if ('restMs' in step) await sleep(step.restMs);
    }
  }

  cut(): void {
    if (!this.#stream) return;
    this.#refresh();
    this.#cursor = this.#stream.lastCursor;
    this.#stream.socket.terminate();
    this.#stream = null;
  }

  async connect(): Promise<void> {
    if (this.#stream) return;
    this.#stream = await this.#options.person.follow(this.#cursor);
    this.#read = 0;
  }

  /** Sends what was not answered once more, as a client does: after that nothing of it is on its way. */
  async settle(): Promise<void> {
    for (const attempt of this.#unanswered) {
      const { customerId, seenVersion: version, changes, mutationId } = attempt;
      const input = { customerId, version, changes, mutationId };
      attempt.outcome = await this.#options.person.trpc.customer.edit.mutate(input);
    }
  }

  /** Shows everything up to these versions. */
  async catchUp(versions: ReadonlyMap<number, number>): Promise<void> {
    await this.connect();
    await this.#stream?.until(() => {
      this.#refresh();
      return [...versions].every(([id, version]) => this.#screen(id).version >= version);
    }, 15_000);
  }

  #screen(customerId: number): Screen {
    const screen = this.screens.get(customerId);
    if (!screen) throw new Error('not on this screen');
    return screen;
  }

  #refresh(): void {
    const events = this.#stream?.events ?? [];
    for (const event of events.slice(this.#read)) this.#show(event);
    this.#read = events.length;
  }

  #show({ subject, version, changes }: EventEnvelope): void {
    const screen = this.screens.get(subject.id);
    if (!screen || version <= screen.version) return;
    if (version !== screen.version + 1) this.disorder.push(`${screen.version} → ${version}`);
    const values = applied(screen.values, changes);
    this.screens.set(subject.id, { version, values });
  }

  #attempt(customer: number, fields: readonly EditedField[]): Attempt {
    const { customerIds } = this.#options;
    const customerId = customerIds[customer % customerIds.length] ?? 0;
    const changes = Object.fromEntries(
      fields.map((field) => {
        serial += 1;
        return [field, serial % 7 === 0 ? null : `Значення ${serial}`];
      }),
    );
    const attempt: Attempt = {
      ...{ mutationId: crypto.randomUUID(), customerId, changes },
      seenVersion: this.#screen(customerId).version,
      ...{ undoes: null, outcome: null, refusal: null },
    };
    this.attempts.push(attempt);
    return attempt;
  }

  async #claimed({ customerId, seenVersion }: Attempt): Promise<number> {
    if (this.#options.claim === 'seen') return seenVersion;
    return (await this.#options.person.trpc.customer.get.query({ customerId })).version;
  }

  async #save({ customer, fields, tag }: Extract<Step, { kind: 'save' }>): Promise<void> {
    const attempt = this.#attempt(customer, fields);
    const { customerId, changes, mutationId } = attempt;
    const tagId =
      tag === null ? undefined : this.#options.tagIds[tag % this.#options.tagIds.length];
    const bears = tagId !== undefined && serial % 2 === 0;
    const tags = tagId === undefined ? {} : bears ? { remove: [tagId] } : { add: [tagId] };
    const { claim, person } = this.#options;
    do {
      const version = await this.#claimed(attempt);
      attempt.outcome = await person.trpc.customer.edit.mutate({
        ...{ customerId, version, changes, tags, mutationId },
      });
    } while (claim === 'newest' && attempt.outcome.conflicts.length > 0);
  }

  /** The reply is lost; whether it was saved, the record alone knows. */
  async #saveAndHangUp(step: Extract<Step, { kind: 'saveAndHangUp' }>): Promise<void> {
    const attempt = this.#attempt(step.customer, step.fields);
    this.#unanswered.push(attempt);
    const { customerId, changes, mutationId, seenVersion } = attempt;
    const { app, person } = this.#options;
    const hangUp = new AbortController();
    const sent = fetch(`${app.origin}/trpc/customer.edit`, {
      method: 'POST',
      headers: { cookie: person.cookie, origin: app.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ customerId, version: seenVersion, changes, mutationId }),
      signal: hangUp.signal,
    });
    await Promise.race([sent.catch(() => undefined), sleep(step.afterMs)]);
    hangUp.abort();
    await Promise.allSettled([sent]);
  }

  /** Takes the latest own save back, whatever happened to its fields since. */
  async #undo({ customer }: Extract<Step, { kind: 'undo' }>): Promise<void> {
    const { customerIds, person } = this.#options;
    const customerId = customerIds[customer % customerIds.length] ?? 0;
    const own = this.attempts.findLast(
      (one) => one.customerId === customerId && one.outcome?.eventId && one.undoes === null,
    );
    if (!own?.outcome?.eventId) return;
    const attempt = this.#attempt(customer, []);
    attempt.undoes = own.outcome.eventId;
    const { version } = this.#screen(customerId);
    const input = { customerId, version, eventId: attempt.undoes, mutationId: attempt.mutationId };
    const undone = person.trpc.customer.undo.mutate(input);
    const [result] = await Promise.allSettled([undone]);
    if (result.status === 'fulfilled') attempt.outcome = result.value;
    else attempt.refusal = (await refusalOf(undone)).code;
  }
}
