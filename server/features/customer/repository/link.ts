/** Customers' links to set a password: looked up by their hash, used once. */
import type { Db, Tx } from '#server/infra/db/client.ts';
import type { LinkFacts } from '#server/shared/link-state.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';

export interface LinkRow extends LinkFacts {
  customerId: number;
  companyId: number;
  /** The customer's. */
  version: number;
  login: string;
  firstName: string;
  companyName: string;
  policy: PasswordPolicy;
}

/** A removed customer belongs to no company, so their links are none. */
export async function findLink(db: Db, tokenHash: string): Promise<LinkRow | null> {
  const rows = await db.$queryRaw<LinkRow[]>`
    SELECT l.expires_at AS "expiresAt", l.used_at AS "usedAt", l.voided_at AS "voidedAt",
           u.locked_at AS "blockedAt", u.id AS "customerId", u.company_id AS "companyId",
           u.version, u.login, u.first_name AS "firstName", c.name AS "companyName",
           c.customer_password_policy AS policy
    FROM customer_password_links l JOIN customers u ON u.id = l.customer_id
      JOIN companies c ON c.id = u.company_id
    WHERE l.token_hash = ${tokenHash}`;
  return rows[0] ?? null;
}

/** Marks the link as used; false if it is none any more, and of two at once for the second. */
export async function claimLink(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
  const { count } = await tx.customerPasswordLink.updateMany({
    where: { tokenHash, usedAt: null, voidedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Letters with a link that were ordered for a customer since then. */
export function countLinkLetters(tx: Tx, customerId: number, since: Date): Promise<number> {
  return tx.letter.count({
    where: { customerId, kind: 'customerPassword', createdAt: { gt: since } },
  });
}
