/** One customer as the screen shows them, and what stands in the record about them. */
import type { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { money } from '#server/shared/money.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { Subject } from '#server/infra/events/history.ts';
import type { CustomerDto, CustomerLock } from '../schema.ts';

const inclusions = {
  organization: { select: { id: true, name: true } },
  salesRepresentative: { select: { id: true, firstName: true, lastName: true } },
  lockedBy: { select: { id: true, firstName: true, lastName: true } },
  tags: {
    select: { tag: { select: { id: true, caption: true, color: true } } },
    orderBy: { tag: { caption: 'asc' } },
  },
} satisfies Prisma.CustomerInclude;

type CustomerRow = Prisma.CustomerGetPayload<{ include: typeof inclusions }>;

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
export async function getCustomerRow(
  db: Db,
  scope: Scope,
  { customerId, now }: { customerId: number; now: Date },
): Promise<CustomerDto> {
  const row = await db.customer.findFirst({
    where: { id: customerId, companyId: scope.companyId },
    include: inclusions,
  });
  if (!row) throw new AppError('CUSTOMER_NOT_FOUND');
  const openSessionsCount = await db.customerSession.count({
    where: { customerId, endedAt: null, expiresAt: { gt: now } },
  });
  return toCustomerDto(row, openSessionsCount);
}

export function subjectOf({ companyId }: Scope, id: number): Subject {
  return { companyId, type: 'customer', id };
}

export function nameOf({
  id,
  firstName,
  lastName,
}: {
  id: number;
  firstName: string;
  lastName: string;
}) {
  return { id, name: `${firstName} ${lastName}` };
}

function lockOf(row: CustomerRow): CustomerLock | null {
  if (!row.lockedAt) return null;
  return {
    reason: row.lockReason ?? '',
    message: row.lockMessage,
    at: row.lockedAt.toISOString(),
    by: row.lockedBy && nameOf(row.lockedBy),
  };
}

function toCustomerDto(row: CustomerRow, openSessionsCount: number): CustomerDto {
  const { id, version, login, email, phone, firstName, lastName, middleName } = row;
  const { gender, country, region, city, addressLine1, addressLine2, postalCode } = row;
  const { language, timeZone, legalType, legalName, taxNumber, organization, website } = row;
  return {
    ...{ id, version, login, email, phone, firstName, lastName, middleName },
    ...{ gender, country, region, city, addressLine1, addressLine2, postalCode },
    ...{ language, timeZone, legalType, legalName, taxNumber, organization, website },
    comment: row.comment,
    devicesCount: row.devicesCount,
    birthday: row.birthday?.toISOString().slice(0, 10) ?? null,
    locked: lockOf(row),
    lockedOutUntil: row.lockedOutUntil?.toISOString() ?? null,
    emailConfirmed: row.emailConfirmedAt !== null,
    passwordStatus: row.passwordResetAt === null ? 'active' : 'reset',
    balance: money(row.balance.toFixed(2)),
    registeredAt: row.registeredAt.toISOString(),
    salesRepresentative: row.salesRepresentative && nameOf(row.salesRepresentative),
    tags: row.tags.map(({ tag }) => tag),
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    openSessionsCount,
  };
}
