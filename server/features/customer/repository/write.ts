/** Every statement that writes a customer; each takes one that is held. */
import type { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import type { CustomerValues } from '#server/shared/customer-fields.ts';
import { AppError } from '#server/shared/errors.ts';
import { voidCustomerLinks } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import type { EditPlan } from '../domain.ts';
import type { CustomerDto, CustomerLock } from '../schema.ts';
import { getCustomerRow, subjectOf } from './read.ts';

declare const heldBrand: unique symbol;

/**
 * A customer whom no one else writes until the transaction ends, and the version that the change was
 * made on. Only {@link holdCustomer} mints one, and every function that writes takes one, so a change
 * without a version or without the lock does not compile.
 */
export interface HeldCustomer {
  readonly customer: CustomerDto;
  readonly seenVersion: number;
  readonly [heldBrand]: true;
}

/**
 * Holds the row against every other writer until the transaction ends.
 * @throws CUSTOMER_NOT_FOUND, also for one that the scope hides
 * @throws STALE_VERSION for a version that never was
 */
export async function holdCustomer(
  tx: Tx,
  scope: Scope,
  target: { customerId: number; version: number; now: Date },
): Promise<HeldCustomer> {
  // Before the transaction has a number, so that the stream tells a customer's events in the order
  // of their versions: the ledger's function takes the same lock first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${target.customerId}::int)`;
  await tx.$queryRaw`
    SELECT 1 FROM customers WHERE id = ${target.customerId} AND company_id = ${scope.companyId}
    FOR NO KEY UPDATE`;
  const customer = await getCustomerRow(tx, scope, target);
  if (target.version > customer.version) throw new AppError('STALE_VERSION');
  return { customer, seenVersion: target.version } as HeldCustomer;
}

/** For what nobody on a page asks for: null for one who was removed. */
export async function tryHoldCustomer(
  ...args: Parameters<typeof holdCustomer>
): Promise<HeldCustomer | null> {
  try {
    return await holdCustomer(...args);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CUSTOMER_NOT_FOUND') return null;
    throw error;
  }
}

/** Whether the lock was set or lifted after a version: what the screen showed no longer holds. */
export async function lockChangedSince(
  tx: Tx,
  scope: Scope,
  { customer, version }: { customer: CustomerDto; version: number },
): Promise<{ by: string; at: string } | null> {
  const types = ['customer.locked', 'customer.unlocked'];
  const last = (await eventsSince(tx, subjectOf(scope, customer.id), { version, types })).at(-1);
  return last ? { by: last.by?.name ?? '', at: last.at } : null;
}

/** The one statement that changes a customer: under the next version, which it answers. */
async function save(
  tx: Tx,
  { customer: { id, version } }: HeldCustomer,
  data: Prisma.CustomerUncheckedUpdateManyInput,
): Promise<number> {
  const next = version + 1;
  const { count } = await tx.customer.updateMany({
    where: { id, version },
    data: { ...data, version: next },
  });
  assert(count === 1, 'a held customer was changed by someone else');
  return next;
}

/** Saves the lock (or its end) under the next version. */
export async function saveLock(
  tx: Tx,
  held: HeldCustomer,
  locked: CustomerLock | null,
): Promise<number> {
  return save(tx, held, {
    lockedAt: locked?.at ?? null,
    lockedById: locked?.by?.id ?? null,
    lockReason: locked?.reason ?? null,
    lockMessage: locked?.message ?? null,
  });
}

/** The next version, for what stands in other tables. */
export async function saveNothing(tx: Tx, held: HeldCustomer): Promise<number> {
  return save(tx, held, {});
}

/**
 * Whoever has the link reads the letters of the address: it is confirmed with it, and a lockout over.
 */
export function savePassword(
  tx: Tx,
  held: HeldCustomer,
  { passwordHash, now }: { passwordHash: string; now: Date },
): Promise<number> {
  const confirmed = held.customer.emailConfirmed ? {} : { emailConfirmedAt: now };
  const access = { passwordHash, passwordResetAt: null, lockedOutUntil: null };
  return save(tx, held, { ...access, ...confirmed });
}

/**
 * Saves changed fields and tags under the next version. With another e-mail, a link to set a password
 * that went to the one before opens nothing any more.
 */
export async function saveEdit(
  tx: Tx,
  held: HeldCustomer,
  { now, ...plan }: EditPlan & { now: Date },
): Promise<number> {
  if (plan.changes.email !== undefined) await voidCustomerLinks(tx, held.customer.id, now);
  const customerId = held.customer.id;
  const [added, removed] = [plan.tags.added, plan.tags.removed].map((tags) =>
    tags.map(({ id }) => id),
  );
  if (removed?.length) {
    await tx.customerTag.deleteMany({ where: { customerId, tagId: { in: removed } } });
  }
  if (added?.length) {
    await tx.customerTag.createMany({ data: added.map((tagId) => ({ customerId, tagId })) });
  }
  return save(tx, held, columnsOf(plan.changes));
}

export interface NewCustomer extends Pick<EditPlan, 'changes' | 'tags'> {
  passwordHash: string | null;
  passwordResetAt: Date | null;
  registeredAt: Date;
}

/** Adds a row under version 1. @returns its id */
export async function insertCustomer(
  tx: Tx,
  { companyId }: Scope,
  { changes, tags, passwordHash, passwordResetAt, registeredAt }: NewCustomer,
): Promise<number> {
  const values = columnsOf(changes) as Prisma.CustomerUncheckedCreateInput;
  const borne = { create: tags.added.map(({ id }) => ({ tagId: id })) };
  const access = { passwordHash, passwordResetAt, registeredAt };
  const data = { ...values, ...access, companyId, tags: borne };
  return (await tx.customer.create({ data, select: { id: true } })).id;
}

/** The rules have judged each value, so the columns hold it; the type of a field is theirs to know. */
function columnsOf(values: Partial<CustomerValues>): Prisma.CustomerUncheckedUpdateManyInput {
  const { birthday } = values;
  if (typeof birthday !== 'string') return values as Prisma.CustomerUncheckedUpdateManyInput;
  const midnight = new Date(`${birthday}T00:00:00Z`);
  return { ...(values as Prisma.CustomerUncheckedUpdateManyInput), birthday: midnight };
}

/** Ends the customer's sessions in the cabinet; answers how many were open. */
export async function endCustomerSessions(
  tx: Tx,
  { customer }: HeldCustomer,
  now: Date,
): Promise<number> {
  const { count } = await tx.customerSession.updateMany({
    where: { customerId: customer.id, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
  return count;
}
