import type { TandemEvent } from '#server/features/event/schema.ts';
import { editableFields } from '#server/shared/customer-fields.ts';
import type { EventAuthor } from '#server/shared/event.ts';

/**
 * When the reader was away, and what colleagues changed meanwhile. Pure: signals and events in,
 * what the page shows out.
 */

/** A look elsewhere is no absence, nor is a short break of the connection. */
export const hiddenMinMs = 60_000;
export const offlineMinMs = 10_000;
/** A connection that is found dead this soon after the return was dead before it. */
export const aftermathMs = 40_000;

export interface Span {
  fromMs: number;
  toMs: number;
}

export interface Absence {
  hiddenAt: number | null;
  lostAt: number | null;
  /** When it began, while it goes on. */
  fromMs: number | null;
  /** Long enough already to be told of. */
  counts: boolean;
  /** The last one that was told of. */
  ended: Span | null;
}

export interface Signal {
  kind: 'hidden' | 'shown' | 'lost' | 'live';
  at: number;
}

export const present: Absence = {
  hiddenAt: null,
  lostAt: null,
  fromMs: null,
  counts: false,
  ended: null,
};

/** It ends when the page is both seen and live again. */
export function follow(absence: Absence, { kind, at }: Signal): Absence {
  switch (kind) {
    case 'hidden':
      return begun({ ...absence, hiddenAt: absence.hiddenAt ?? at }, at);
    case 'lost':
      return begun({ ...absence, lostAt: absence.lostAt ?? at }, at);
    case 'shown': {
      const isLong = absence.hiddenAt !== null && at - absence.hiddenAt >= hiddenMinMs;
      return settled({ ...absence, hiddenAt: null, counts: absence.counts || isLong }, at);
    }
    case 'live': {
      const isLong = absence.lostAt !== null && at - absence.lostAt >= offlineMinMs;
      return settled({ ...absence, lostAt: null, counts: absence.counts || isLong }, at);
    }
  }
}

function begun(absence: Absence, at: number): Absence {
  if (absence.fromMs !== null) return absence;
  const { ended } = absence;
  // A lid that was closed: seen again at once, but found cut off only now. One absence, not two.
  const goesOn = absence.hiddenAt === null && ended !== null && at - ended.toMs < aftermathMs;
  return { ...absence, fromMs: goesOn ? ended.fromMs : at, counts: absence.counts || goesOn };
}

function settled(absence: Absence, at: number): Absence {
  const { hiddenAt, lostAt, fromMs, counts } = absence;
  if (hiddenAt !== null || lostAt !== null || fromMs === null) return absence;
  return { ...present, ended: counts ? { fromMs, toMs: at } : absence.ended };
}

/** The latest change of a field that the reader has not seen yet. */
export interface UnseenChange {
  /** As the event names it; `activity` for what has no field on the page. */
  field: string;
  author: EventAuthor | null;
  /** ISO 8601 */
  at: string;
}

export interface Unseen {
  span: Span;
  changesCount: number;
  /** The colleagues whose changes they are, each once. */
  authors: readonly EventAuthor[];
  /** In the order of the page. */
  changes: readonly UnseenChange[];
  /** The field that was stepped to last. */
  current: string | null;
}

/** Shown on every tab of a customer's page. */
const headerFields = ['locked', 'balance'];
const order: readonly string[] = [...headerFields, ...editableFields];

export type Section = 'header' | 'general' | 'activity';

/** Where on the page a change is to be seen. */
export function sectionOf(field: string): Section {
  if (headerFields.includes(field)) return 'header';
  return order.includes(field) ? 'general' : 'activity';
}

/** Null when nothing happened that the reader did not do themselves. */
export function unseenOf(
  events: readonly TandemEvent[],
  { selfId, span }: { selfId: number; span: Span },
): Unseen | null {
  const foreign = events.filter(({ author }) => author?.id !== selfId);
  if (foreign.length === 0) return null;
  const authors = new Map<number, EventAuthor>();
  const changes = new Map<string, UnseenChange>();
  for (const { author, time, ...event } of foreign) {
    if (author !== null) authors.set(author.id, author);
    for (const field of fieldsOf(event.changes)) changes.set(field, { field, author, at: time });
  }
  return {
    span,
    changesCount: foreign.length,
    authors: [...authors.values()],
    changes: inOrder([...changes.values()]),
    current: null,
  };
}

function fieldsOf(changes: TandemEvent['changes']): ReadonlySet<string> {
  const fields = changes.map(({ field }) => (order.includes(field) ? field : 'activity'));
  return new Set(fields.length === 0 ? ['activity'] : fields);
}

function inOrder(changes: UnseenChange[]): UnseenChange[] {
  const rank = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  return changes.sort((one, other) => rank(one.field) - rank(other.field));
}

/** Away again before all was seen: what is left of the first time and the second time are one. */
export function joinUnseen(before: Unseen | null, now: Unseen): Unseen {
  if (before === null) return now;
  const changes = new Map([...before.changes, ...now.changes].map((one) => [one.field, one]));
  const authors = new Map([...before.authors, ...now.authors].map((one) => [one.id, one]));
  return {
    span: {
      fromMs: Math.min(before.span.fromMs, now.span.fromMs),
      toMs: Math.max(before.span.toMs, now.span.toMs),
    },
    changesCount: before.changesCount + now.changesCount,
    authors: [...authors.values()],
    changes: inOrder([...changes.values()]),
    current: before.current,
  };
}

/** To the next change: the one before counts as seen. Null after the last one. */
export function step(unseen: Unseen): Unseen | null {
  const changes = unseen.changes.filter(({ field }) => field !== unseen.current);
  const next = changes[0];
  return next === undefined ? null : { ...unseen, changes, current: next.field };
}
