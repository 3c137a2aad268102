/**
 * Takes back a lock, an unlock or an edit, within 15 minutes, by a compensating change: an ordinary
 * event that names the one it undoes. Invariant: what someone changed since is never undone over; a
 * field comes back as a conflict, a lock is refused. History itself stays as it was.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import type { PastEvent } from '#server/infra/events/history.ts';
import { findEvent } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { hasChanges, inverseOf, planEdit, relock, toldEdit, unlock } from '../domain.ts';
import { can } from '../policy.ts';
import type { HeldCustomer } from '../repository/write.ts';
import { readEditFacts } from '../repository/facts.ts';
import { getCustomerRow, subjectOf } from '../repository/read.ts';
import {
  endCustomerSessions,
  holdCustomer,
  lockChangedSince,
  saveEdit,
  saveLock,
} from '../repository/write.ts';
import type { CustomerLock, EditOutcome, UndoChangeInput } from '../schema.ts';
import { undoMaxMs } from '../schema.ts';

interface Undoing {
  ctx: UseCaseContext;
  held: HeldCustomer;
  event: PastEvent;
  now: Date;
  mutationId: string | undefined;
}
/** Answers the compensating event, or null when every field is in conflict or wrong. */
type Undone = Omit<EditOutcome, 'customer'>;

/**
 * @throws FORBIDDEN, CUSTOMER_NOT_FOUND, EVENT_NOT_FOUND, EVENT_NOT_UNDOABLE, UNDO_EXPIRED,
 * ALREADY_UNDONE, STALE_VERSION
 */
export async function undoChange(
  ctx: UseCaseContext,
  { customerId, version, eventId, mutationId }: UndoChangeInput,
): Promise<EditOutcome> {
  const { actor } = ctx;
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    const held = await holdCustomer(tx, scope, { customerId, version, now });
    const event = await findEvent(tx, subjectOf(scope, customerId), eventId);
    if (!event) throw new AppError('EVENT_NOT_FOUND');
    const undone = await undoerOf(event)(tx, { ctx, held, event, now, mutationId });
    return { ...undone, customer: await getCustomerRow(tx, scope, { customerId, now }) };
  });
}

type Undoer = (tx: Tx, undoing: Undoing) => Promise<Undone>;

function undoerOf({ type }: PastEvent): Undoer {
  if (type === 'customer.edited') return undoEdit;
  if (type === 'customer.locked') return undoLock;
  if (type === 'customer.unlocked') return undoUnlock;
  throw new AppError('EVENT_NOT_UNDOABLE');
}

function assertMay(may: boolean, { event, now }: Undoing): void {
  if (!may) throw new AppError('FORBIDDEN');
  if (now.getTime() - Date.parse(event.at) > undoMaxMs) throw new AppError('UNDO_EXPIRED');
}

/** What every compensating event has in common. */
function recordOf({ ctx: { actor }, held, mutationId }: Undoing) {
  const subject = subjectOf(scopeFor(actor), held.customer.id);
  return { companyId: actor.companyId, subject, authorId: actor.userId, mutationId };
}

const lockUndone = { saved: [], conflicts: [], issues: [] };

async function undoEdit(tx: Tx, undoing: Undoing): Promise<Undone> {
  const { ctx, held, event } = undoing;
  assertMay(can.edit(ctx.actor), undoing);
  const profile = ctx.session.company.validationProfile;
  const asked = inverseOf(event);
  const facts = {
    ...(await readEditFacts(tx, scopeFor(ctx.actor), { held, asked })),
    profile,
  };
  const plan = planEdit(asked, facts);
  const { saved, conflicts, issues } = plan;
  if (!hasChanges(plan)) {
    if (conflicts.length + issues.length === 0) throw new AppError('ALREADY_UNDONE');
    return { saved, conflicts, issues, eventId: null };
  }
  const { changes, data } = toldEdit(plan, facts);
  const eventId = await recordEvent(tx, {
    ...recordOf(undoing),
    type: 'customer.edited',
    version: await saveEdit(tx, held, { ...plan, now: ctx.clock.now() }),
    changes,
    data: { ...data, undoes: event.id },
  });
  return { saved, conflicts, issues, eventId };
}

function changedSince(tx: Tx, { ctx, held, event }: Undoing) {
  const { customer } = held;
  return lockChangedSince(tx, scopeFor(ctx.actor), { customer, version: event.version });
}

async function undoLock(tx: Tx, undoing: Undoing): Promise<Undone> {
  const { ctx, held, event } = undoing;
  const { customer } = held;
  assertMay(can.unlock(ctx.actor), undoing);
  if (!customer.locked) throw new AppError('ALREADY_UNDONE');
  const since = await changedSince(tx, undoing);
  const { ended } = unlock({ customer, seenVersion: event.version, changedSince: since });
  const eventId = await recordEvent(tx, {
    ...recordOf(undoing),
    type: 'customer.unlocked',
    version: await saveLock(tx, held, null),
    changes: [{ field: 'locked', old: true, new: false }],
    data: { lock: ended, undoes: event.id },
  });
  return { ...lockUndone, eventId };
}

async function undoUnlock(tx: Tx, undoing: Undoing): Promise<Undone> {
  const { ctx, held, event, now } = undoing;
  const { actor } = ctx;
  const { customer } = held;
  assertMay(can.lock(actor), undoing);
  if (customer.locked) throw new AppError('ALREADY_UNDONE');
  const by = { id: actor.userId, name: `${actor.firstName} ${actor.lastName}` };
  const details: CustomerLock = relock(
    { customer, seenVersion: event.version, changedSince: await changedSince(tx, undoing) },
    { data: event.data, at: now.toISOString(), by },
  );
  const version = await saveLock(tx, held, details);
  const endedSessionsCount = await endCustomerSessions(tx, held, now);
  const eventId = await recordEvent(tx, {
    ...recordOf(undoing),
    type: 'customer.locked',
    version,
    changes: [{ field: 'locked', old: false, new: true }],
    data: { lock: details, endedSessionsCount, undoes: event.id },
  });
  return { ...lockUndone, eventId };
}
