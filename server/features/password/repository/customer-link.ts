/** Customers' links: the same kind in a table of its own. */
import type { Db, Tx } from '#server/infra/db/client.ts';
import { holdCustomerRow, raiseCustomerVersion } from '#server/infra/db/hold-customer.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { LinkFacts } from '../domain.ts';

export interface CustomerLinkRow extends LinkFacts {
  customerId: number;
  companyId: number;
  login: string;
  firstName: string;
  companyName: string;
  policy: PasswordPolicy;
}

/** A removed customer belongs to no company, so their links are none. */
export async function findCustomerLink(db: Db, tokenHash: string): Promise<CustomerLinkRow | null> {
  const rows = await db.$queryRaw<CustomerLinkRow[]>`
    SELECT l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.voided_at AS "voidedAt",
           u.locked_at AS "blockedAt", u.id AS "customerId", u.company_id AS "companyId", u.login,
           u.first_name AS "firstName", c.name AS "companyName",
           c.customer_password_policy AS policy
    FROM customer_password_links l JOIN customers u ON u.id = l.customer_id
      JOIN companies c ON c.id = u.company_id
    WHERE l.token_hash = ${tokenHash}`;
  return rows[0] ?? null;
}

/** Marks the link as used; false if it is none any more, and of two at once for the second. */
export async function claimCustomerLink(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
  const { count } = await tx.customerPasswordLink.updateMany({
    where: { tokenHash, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

export interface HeldOwner {
  lockedAt: Date | null;
  login: string;
  passwordResetAt: Date | null;
  emailConfirmedAt: Date | null;
}

/** The row is held until the transaction ends. Null for one who was removed. */
export async function lockCustomer(
  tx: Tx,
  { customerId: id, companyId }: CustomerLinkRow,
): Promise<HeldOwner | null> {
  await holdCustomerRow(tx, id);
  return tx.customer.findFirst({
    where: { id, companyId },
    select: { lockedAt: true, login: true, passwordResetAt: true, emailConfirmedAt: true },
  });
}

/** Ends the cabinet's sessions of before. @returns how many were open */
export async function endCabinetSessions(tx: Tx, customerId: number, now: Date): Promise<number> {
  const { count } = await tx.customerSession.updateMany({
    where: { customerId, endedAt: null, expiresAt: { gt: now } },
    data: { endedAt: now },
  });
  return count;
}

/**
 * Whoever has the link reads the letters of the address: it is confirmed with it, and a lockout over.
 * @returns the next version; null for one who was removed
 */
export function saveCustomerPassword(
  tx: Tx,
  { customerId: id, companyId }: CustomerLinkRow,
  { passwordHash, emailConfirmedAt }: { passwordHash: string; emailConfirmedAt: Date },
): Promise<number | null> {
  const access = { passwordHash, passwordResetAt: null, emailConfirmedAt, lockedOutUntil: null };
  return raiseCustomerVersion(tx, { companyId, id }, access);
}
