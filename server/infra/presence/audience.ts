/**
 * Tells readers who is where. Everything at first, then changes: the first at once, what follows
 * within 25 ms together, encoded once for each class of readers. A slow reader is left out, and told
 * everything when it has caught up.
 */
import type { Lease, PresenceMessage } from '#server/shared/presence.ts';
import { EncodedAnswer } from '#server/infra/encoded-answer.ts';
import { ReaderSet } from '#server/infra/events/readers.ts';
import type { ReaderClass, ReaderWith } from '#server/infra/events/readers.ts';
import type { LeaseBook } from './lease-book.ts';
import type { LeaseView } from './stream.ts';

const coalesceMs = 25;

/** One subscription to presence on one connection. */
export type PresenceReader = ReaderWith<LeaseView>;

/** Leases that changed, by id; null where one is gone. */
type Changes = Map<string, Lease | null>;

export class Audience {
  readonly #book: LeaseBook;
  readonly #readers = new ReaderSet<LeaseView>();
  /** Those who are to be told everything. */
  readonly #fresh = new Set<PresenceReader>();
  #changes = new Map<number, Changes>();
  #timer: NodeJS.Timeout | undefined;
  #lastFlushAt = -Infinity;
  messagesCount = 0;

  constructor(book: LeaseBook) {
    this.#book = book;
  }

  get size(): number {
    return this.#readers.size;
  }

  add(reader: PresenceReader): void {
    this.#readers.add(reader);
    this.#fresh.add(reader);
    this.#schedule();
  }

  remove(reader: PresenceReader): void {
    this.#readers.remove(reader);
    this.#fresh.delete(reader);
  }

  tell(companyId: number, id: string, lease: Lease | null): void {
    if (!this.#readers.byCompany.has(companyId)) return;
    const changes = this.#changes.get(companyId) ?? new Map<string, Lease | null>();
    this.#changes.set(companyId, changes);
    changes.set(id, lease);
    this.#schedule();
  }

  /** Readers that were too slow and have caught up begin anew. */
  resumeSlow(): void {
    for (const reader of this.#readers.list()) {
      if (!reader.isStalled() || !reader.tryResume()) continue;
      this.#fresh.add(reader);
      this.#schedule();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer) return;
    const sinceLastMs = performance.now() - this.#lastFlushAt;
    if (sinceLastMs >= coalesceMs) this.#flush();
    else this.#timer = setTimeout(() => this.#flush(), coalesceMs - sinceLastMs);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastFlushAt = performance.now();
    const changes = this.#changes;
    this.#changes = new Map();
    const companies = new Set([...changes.keys(), ...[...this.#fresh].map((one) => one.companyId)]);
    for (const companyId of companies) {
      const classes = this.#readers.byCompany.get(companyId)?.values() ?? [];
      for (const one of classes) this.#flushClass(companyId, one, changes.get(companyId));
    }
    this.#fresh.clear();
  }

  #flushClass(
    companyId: number,
    { view, readers }: ReaderClass<LeaseView>,
    changes: Changes | undefined,
  ): void {
    const delta = changes && encode(deltaFor(view, changes));
    let all: EncodedAnswer | undefined;
    for (const reader of readers) {
      if (reader.isStalled()) continue;
      if (this.#fresh.has(reader)) {
        const leases = () => this.#book.ofCompany(companyId).flatMap((lease) => view(lease) ?? []);
        all ??= encode({ kind: 'all', leases: leases() });
        reader.send(all);
      } else if (delta) reader.send(delta);
      else continue;
      this.messagesCount += 1;
    }
  }
}

/** A lease that this class may not see is one that is gone. */
function deltaFor(view: LeaseView, changes: Changes): PresenceMessage {
  const set: Lease[] = [];
  const gone: string[] = [];
  for (const [id, lease] of changes) {
    const seen = lease && view(lease);
    if (seen) set.push(seen);
    else gone.push(id);
  }
  return { kind: 'changes', set, gone };
}

function encode(message: PresenceMessage): EncodedAnswer {
  return new EncodedAnswer(`"data":${JSON.stringify(message)}`);
}
