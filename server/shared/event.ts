/**
 * The envelope of an event as readers get it: codes and parameters, never words.
 * Names follow CloudEvents (id, type, subject, time, data).
 */

/** One field that changed: the old and the new value as JSON scalars. */
export interface FieldChange {
  field: string;
  old: string | number | boolean | null;
  new: string | number | boolean | null;
}

export type SubjectType =
  'customer' | 'user' | 'view' | 'batch' | 'export' | 'order' | 'company' | 'prro';

/** Who did it; null is the system itself (a job, a scheduled task). */
export interface EventAuthor {
  id: number;
  name: string;
}

export interface EventEnvelope<Type extends string = string, Data = unknown> {
  /** Decimal text of a bigint; unique, but NOT in commit order: order is the cursor's alone. */
  id: string;
  type: Type;
  subject: { type: SubjectType; id: number };
  /** The subject's version after this change; a cache applies it only if newer. */
  version: number;
  author: EventAuthor | null;
  /** The client's own mark on its mutation, by which a tab knows its echo. */
  mutationId: string | null;
  /** ISO 8601, UTC. */
  time: string;
  changes: FieldChange[];
  data: Data;
}

/**
 * A place in the stream: `<epoch>.<xid>.<id>`. Opaque to clients; compared only by the server.
 */
export type Cursor = string & { readonly __cursor: true };

/** One delivery over the socket; `tracked` by the cursor after its last event. */
export type StreamMessage =
  | { kind: 'events'; events: EventEnvelope[] }
  /** Proof of life, and the cursor so far. */
  | { kind: 'heartbeat' }
  /** What was missed can't be replayed: reload what is on screen, then go on from here. */
  | { kind: 'resync'; reason: 'retention' | 'epoch' | 'slow' | 'rights' }
  /** Everything that was missed has been sent; from here on it is live. */
  | { kind: 'live' };
