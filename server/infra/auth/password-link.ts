/**
 * Links by which a customer sets a password: a token of 256 bits, of which the database keeps the
 * SHA-256 alone; single use, for 24 hours, and a new one voids the older ones (product 3.7). Sending
 * the link is not done here.
 */
import { randomBytes } from 'node:crypto';
import type { Tx } from '#server/infra/db/client.ts';
import { hashToken } from './adapter.ts';

const linkHours = 24;

export interface NewPasswordLink {
  customerId: number;
  createdById: number;
  now: Date;
}

/** @returns the token, which is stored nowhere */
export async function openPasswordLink(
  tx: Tx,
  { customerId, createdById, now }: NewPasswordLink,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.customerPasswordLink.updateMany({
    where: { customerId, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  await tx.customerPasswordLink.create({
    data: {
      tokenHash: hashToken(token),
      customerId,
      createdById,
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkHours * 3_600_000),
    },
  });
  return token;
}
