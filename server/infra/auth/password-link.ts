/**
 * Links by which someone sets a password: a token of 256 bits, of which the database keeps the SHA-256
 * alone; single use, for a limited time, and a new one voids the older ones (product 3.7). Users'
 * links and customers' are two tables of one kind. Sending a link is not done here.
 */
import { randomBytes } from 'node:crypto';
import type { Tx } from '#server/infra/db/client.ts';
import { hashToken } from './adapter.ts';

/** Carries a token from the address of the link to the page, out of everybody's sight. */
export const linkCookieName = '__Host-tandem_password_link';
/** How long the page may stay open before the link has to be opened again. */
const linkCookieSeconds = 3_600;

/** What a token looks like; anything else is not looked up. */
export function isLinkToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

/** The Set-Cookie header for a token; null removes the cookie. */
export function linkCookie(token: string | null): string {
  const age = token === null ? 0 : linkCookieSeconds;
  return `${linkCookieName}=${token ?? ''}; Max-Age=${age}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

export interface NewUserLink {
  userId: number;
  /** The company's lifetime of links. */
  hours: number;
  now: Date;
}

/** @returns the token, which is stored nowhere */
export async function openUserLink(tx: Tx, { userId, hours, now }: NewUserLink): Promise<string> {
  const { token, ...link } = newLink(now, hours);
  await voidUserLinks(tx, userId, now);
  await tx.passwordToken.create({ data: { ...link, userId } });
  return token;
}

/** Also when the user is blocked: what was sent before opens nothing after. */
export async function voidUserLinks(tx: Tx, userId: number, now: Date): Promise<void> {
  await tx.passwordToken.updateMany({
    where: { userId, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
}

export interface NewCustomerLink {
  customerId: number;
  /** The company's lifetime of links. */
  hours: number;
  now: Date;
}

/** @returns the token, which is stored nowhere */
export async function openCustomerLink(
  tx: Tx,
  { customerId, hours, now }: NewCustomerLink,
): Promise<string> {
  const { token, ...link } = newLink(now, hours);
  await voidCustomerLinks(tx, customerId, now);
  await tx.customerPasswordLink.create({ data: { ...link, customerId } });
  return token;
}

/** Also when the e-mail changes: what went to the one before opens nothing after. */
export async function voidCustomerLinks(tx: Tx, customerId: number, now: Date): Promise<void> {
  await tx.customerPasswordLink.updateMany({
    where: { customerId, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
}

function newLink(now: Date, hours: number) {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  return { token, tokenHash: hashToken(token), createdAt: now, expiresAt };
}
