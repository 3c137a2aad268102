import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Intent, Place } from '#server/shared/presence.ts';

/** What a part of the page says it is about; the latest of a kind counts. */
export type Claim =
  | { kind: 'page'; customerId: number }
  | { kind: 'field'; customerId: number; field: EditableField }
  | { kind: 'intent'; customerId: number; intent: Intent };

/** The one place of this tab: a dialog before a field, a field before the page. */
export function placeOf(claims: readonly Claim[], isAway: boolean): Place | null {
  const claim =
    claims.findLast(({ kind }) => kind === 'intent') ??
    claims.findLast(({ kind }) => kind === 'field') ??
    claims.at(-1);
  if (claim === undefined) return null;
  const field = claim.kind === 'field' && !isAway ? claim.field : null;
  return {
    customerId: claim.customerId,
    state: isAway ? 'away' : field === null ? 'viewing' : 'editing',
    field,
    intent: claim.kind === 'intent' ? claim.intent : null,
  };
}

/** Not more often than this: the server takes 60 messages in 10 s from a socket. */
export const paceMs = 300;
/** What ends is told a moment later: between two fields or two pages nothing flickers. */
export const settleMs = 200;
/** An intent is told anew while its dialog is used; the server ends it after a minute without. */
export const renewMs = 15_000;

interface Options {
  send: (place: Place | null) => Promise<unknown>;
  now?: () => number;
}

/**
 * Tells the server where this tab is: the first word at once, then at a pace, the latest one always
 * last; anew after each connect, because a lease ends with its socket.
 */
export class PlaceTeller {
  readonly #send: Options['send'];
  readonly #now: () => number;
  #isConnected = false;
  #wanted: Place | null = null;
  /** What the server knows; undefined when that is not sure. */
  #told: Place | null | undefined = null;
  #toldAt = -Infinity;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor({ send, now = Date.now }: Options) {
    this.#send = send;
    this.#now = now;
  }

  want(place: Place | null) {
    this.#wanted = place;
    this.#schedule();
  }

  connected() {
    this.#isConnected = true;
    this.#told = null;
    this.#schedule();
  }

  disconnected() {
    this.#isConnected = false;
    clearTimeout(this.#timer);
  }

  /** The person did something. */
  active() {
    const isDue = this.#wanted?.intent != null || this.#told === undefined;
    if (isDue && this.#isConnected && this.#now() - this.#toldAt >= renewMs) this.#tell();
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (!this.#isConnected || isSame(this.#wanted, this.#told)) return;
    const pauseMs = endsSomething(this.#told ?? null, this.#wanted) ? settleMs : 0;
    const delayMs = Math.max(pauseMs, this.#toldAt + paceMs - this.#now());
    if (delayMs <= 0) this.#tell();
    else this.#timer = setTimeout(() => this.#tell(), delayMs);
  }

  #tell() {
    const place = this.#wanted;
    this.#told = place;
    this.#toldAt = this.#now();
    this.#send(place).catch(() => {
      // Refused or lost: the next sign of activity, change or connection tells it again.
      if (this.#told === place) this.#told = undefined;
    });
  }
}

function isSame(one: Place | null, other: Place | null | undefined): boolean {
  if (one === null || other == null) return one === other;
  return (
    one.customerId === other.customerId &&
    one.state === other.state &&
    one.field === other.field &&
    one.intent === other.intent
  );
}

/** A field or a page was left and nothing took its place yet. */
function endsSomething(told: Place | null, wanted: Place | null): boolean {
  if (told === null) return false;
  if (wanted === null) return true;
  return told.state === 'editing' && wanted.state === 'viewing' && wanted.intent === null;
}
