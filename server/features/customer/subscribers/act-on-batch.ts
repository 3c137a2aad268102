/**
 * What a run does to the customers of one chunk, in the chunk's transaction: it holds them, decides
 * about each, writes by sets and records an event for each. Invariants: no customer changes without
 * the next version and an event; one who changed since is left alone. Rights, verdicts and the run
 * itself are the run's matter.
 */
import type { Actor } from '#server/shared/actor.ts';
import { scopeFor } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { BatchChunk, BatchOutcome } from '#server/shared/batch.ts';
import type { Tx } from '#server/infra/db/client.ts';
import type { EventRow } from '#server/infra/events/record.ts';
import { recordEvents } from '#server/infra/events/record.ts';
import type { DoneAction, ManyFacts, ManyPlan } from '../domain/many.ts';
import { everyoneFailed, inverseOfAction, planMany, planUndo } from '../domain/many.ts';
import { customerEvents } from '../events.ts';
import { loginsOf, saveRemovals } from '../repository/remove.ts';
import { findTouched, holdTag, readUndone } from '../repository/undone.ts';
import type { Touching } from '../repository/undone.ts';
import {
  holdCustomers,
  saveLocks,
  saveTagAdded,
  saveTagRemoved,
  saveUnlocks,
} from '../repository/write-many.ts';
import type { HeldCustomers } from '../repository/write-many.ts';
import type { CustomerLock } from '../schema.ts';

interface Task {
  actor: Actor;
  chunk: BatchChunk;
  now: Date;
}

interface Deed {
  task: Task;
  held: HeldCustomers;
  chosen: ManyFacts[];
  /** The tag that the order names. */
  tagId: number | null;
}

export async function actOnBatch(tx: Tx, task: Task): Promise<BatchOutcome[]> {
  const { actor, chunk } = task;
  const { targets, order } = chunk;
  const scope = scopeFor(actor);
  const action = order.action === 'undo' ? inverseOfAction(order.undoes) : order.action;
  assert(action !== null, 'a removal stays');
  const tagId = 'tagId' in order ? order.tagId : null;
  const customerIds = targets.map(({ customerId }) => customerId);
  const held = await holdCustomers(tx, scope, { customerIds, tagId });
  const { chosen, refusals } = await planOf(tx, { task, held, action });
  if (chosen.length === 0) return refusals;
  const eventIds = await doers[action](tx, { task, held, chosen, tagId });
  if (eventIds === 'tagGone') return everyoneFailed(targets, 'tagGone');
  const done = chosen.map(({ id }): BatchOutcome => {
    const eventId = eventIds.get(id);
    assert(eventId !== undefined, 'a customer was changed without an event');
    return { customerId: id, verdict: 'done', reason: null, eventId };
  });
  return [...done, ...refusals];
}

/** Someone changed the very thing that is taken back. */
const touchingBy: Record<DoneAction, Touching> = {
  lock: { types: ['customer.locked', 'customer.unlocked'], field: null },
  unlock: { types: ['customer.locked', 'customer.unlocked'], field: null },
  addTag: { types: ['customer.edited'], field: 'tags' },
  removeTag: { types: ['customer.edited'], field: 'tags' },
  remove: { types: [], field: null },
};

async function planOf(
  tx: Tx,
  { task, held, action }: { task: Task; held: HeldCustomers; action: DoneAction },
): Promise<ManyPlan<ManyFacts>> {
  const { targets, order } = task.chunk;
  if (order.action !== 'undo') return planMany(action, targets, held.byId);
  const touching = touchingBy[action];
  const touched = await findTouched(tx, scopeFor(task.actor), { targets, ...touching });
  return planUndo(action, targets, { customers: held.byId, touched });
}

type EventIds = ReadonlyMap<number, string>;
type Doer = (tx: Tx, deed: Deed) => Promise<EventIds | 'tagGone'>;

const doers: Record<DoneAction, Doer> = {
  lock: lockMany,
  unlock: unlockMany,
  addTag: (tx, deed) => changeTag(tx, deed, 'added'),
  removeTag: (tx, deed) => changeTag(tx, deed, 'removed'),
  remove: removeMany,
};

/** The mark of the run on an event, and of an undo the event that it takes back. */
function marksOf({ chunk: { batchId, order, targets } }: Task): (id: number) => object {
  if (order.action !== 'undo') return () => ({ batchId });
  const undone = new Map(targets.map(({ customerId, eventId }) => [customerId, eventId]));
  return (id) => ({ batchId, undoes: undone.get(id) ?? undefined });
}

function record(
  tx: Tx,
  { actor: { companyId, userId } }: Task,
  { type, events }: { type: keyof typeof customerEvents; events: EventRow[] },
): Promise<EventIds> {
  const common = { companyId, type, authorId: userId, subjectType: 'customer' } as const;
  return recordEvents(tx, common, events);
}

type Words = Pick<CustomerLock, 'reason' | 'message'>;

/** The words of each lock: those of the order, or those of the lock that had been ended. */
async function wordsOf(tx: Tx, { task, chosen }: Deed): Promise<(id: number) => Words> {
  const { actor, chunk } = task;
  const { order, targets } = chunk;
  if (order.action === 'lock') {
    const words = { reason: order.reason, message: order.message || null };
    return () => words;
  }
  const ids = new Set(chosen.map(({ id }) => id));
  const undone = targets.filter(({ customerId }) => ids.has(customerId));
  const data = await readUndone(tx, scopeFor(actor), undone);
  return (id) => customerEvents['customer.unlocked'].parse(data.get(id)).lock;
}

async function lockMany(tx: Tx, deed: Deed): Promise<EventIds> {
  const { task, held, chosen } = deed;
  const { actor, now } = task;
  const words = await wordsOf(tx, deed);
  const rows = chosen.map(({ id }) => {
    const { reason, message } = words(id);
    return { id, reason, message };
  });
  const saved = await saveLocks(tx, held, { rows, lockedById: actor.userId, now });
  const marks = marksOf(task);
  const at = now.toISOString();
  const by = { id: actor.userId, name: `${actor.firstName} ${actor.lastName}` };
  const events = rows.map(({ id, reason, message }) => {
    const { version, endedSessionsCount } = savedOf(saved, id);
    const lock: CustomerLock = { reason, message, at, by };
    return {
      ...{ subjectId: id, version, changes: [{ field: 'locked', old: false, new: true }] },
      data: { lock, endedSessionsCount, ...marks(id) },
    };
  });
  return record(tx, task, { type: 'customer.locked', events });
}

async function unlockMany(tx: Tx, { task, held, chosen }: Deed): Promise<EventIds> {
  const ids = chosen.map(({ id }) => id);
  const versions = await saveUnlocks(tx, held, ids);
  const marks = marksOf(task);
  const events = chosen.map(({ id, locked }) => ({
    ...{ subjectId: id, version: savedOf(versions, id) },
    changes: [{ field: 'locked', old: true, new: false }],
    data: { lock: locked, ...marks(id) },
  }));
  return record(tx, task, { type: 'customer.unlocked', events });
}

async function changeTag(
  tx: Tx,
  { task, held, chosen, tagId }: Deed,
  how: 'added' | 'removed',
): Promise<EventIds | 'tagGone'> {
  const tag = tagId === null ? null : await holdTag(tx, scopeFor(task.actor), tagId);
  if (!tag) return 'tagGone';
  const change = { ids: chosen.map(({ id }) => id), tagId: tag.id };
  const save = how === 'added' ? saveTagAdded : saveTagRemoved;
  const versions = await save(tx, held, change);
  const marks = marksOf(task);
  const tags = how === 'added' ? { added: [tag], removed: [] } : { added: [], removed: [tag] };
  const [old, next] = how === 'added' ? [null, tag.caption] : [tag.caption, null];
  const events = chosen.map(({ id }) => ({
    ...{ subjectId: id, version: savedOf(versions, id) },
    changes: [{ field: 'tags', old, new: next }],
    data: { tags, ...marks(id) },
  }));
  return record(tx, task, { type: 'customer.edited', events });
}

async function removeMany(tx: Tx, { task, held, chosen }: Deed): Promise<EventIds> {
  const { actor, now } = task;
  const ids = chosen.map(({ id }) => id);
  const logins = await loginsOf(tx, ids);
  const removal = { companyId: actor.companyId, removedById: actor.userId, now, ids };
  const versions = await saveRemovals(tx, held, removal);
  const marks = marksOf(task);
  const events = chosen.map(({ id }) => ({
    ...{ subjectId: id, version: savedOf(versions, id), changes: [] },
    data: { login: logins.get(id) ?? '', ...marks(id) },
  }));
  return record(tx, task, { type: 'customer.removed', events });
}

function savedOf<Saved>(saved: ReadonlyMap<number, Saved>, id: number): Saved {
  const row = saved.get(id);
  assert(row !== undefined, 'a held customer was not saved');
  return row;
}
