/**
 * "Save password and sign in" (S4-34 to S4-39): by a link from a letter, once. In one transaction the
 * link is used up, the others are void, every session of before has ended and a new one is open.
 * Whoever reads the letters of an address is its owner, so a lockout is over as well; a block is not.
 */
import { AppError } from '#server/shared/errors.ts';
import { stateOf } from '#server/shared/link-state.ts';
import { newPasswordIssues } from '#server/shared/password-policy.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { isCommonPassword } from '#server/infra/auth/common-passwords.ts';
import { endOtherSessions, endReplacedSession } from '#server/infra/auth/end-sessions.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { linkCookie, voidUserLinks } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { claimLink, findLink, lockOwner, saveSetPassword } from '../repository.ts';
import type { LinkRow } from '../repository.ts';
import type { SetPasswordInput } from '../schema.ts';

/** @throws PASSWORD_LINK_INVALID, INVALID_INPUT */
export async function setPassword(
  ctx: RequestContext,
  { email, password }: SetPasswordInput,
): Promise<void> {
  const tokenHash = ctx.linkToken === null ? '' : hashToken(ctx.linkToken);
  const link = await findLink(ctx.db, tokenHash);
  const isGood = link?.email === email && stateOf(link, ctx.clock.now()) === 'valid';
  if (!isGood) throw new AppError('PASSWORD_LINK_INVALID');
  const issues = newPasswordIssues({ password, path: 'password' }, link.policy, isCommonPassword);
  if (issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues });
  // Ahead of the transaction, which would hold its connection meanwhile.
  const passwordHash = await hashPassword(password);
  const cookie = await inTransaction(ctx, (tx) =>
    useLink(tx, ctx, { link, tokenHash, passwordHash }),
  );
  ctx.jobs.wake();
  ctx.setCookie(cookie);
  ctx.setCookie(linkCookie(null));
}

interface Setting {
  link: LinkRow;
  tokenHash: string;
  passwordHash: string;
}

/** @returns the new session's Set-Cookie header */
async function useLink(
  tx: Tx,
  ctx: RequestContext,
  { link, tokenHash, passwordHash }: Setting,
): Promise<string> {
  const now = ctx.clock.now();
  const owner = await lockOwner(tx, link.userId);
  const isTheirs = owner !== null && owner.blockedAt === null && owner.email === link.email;
  if (!isTheirs || !(await claimLink(tx, tokenHash, now))) {
    throw new AppError('PASSWORD_LINK_INVALID');
  }
  const { id: userId, companyId } = owner;
  const isFirst = owner.passwordHash === null;
  const version = await saveSetPassword(tx, owner, { passwordHash, now });
  await voidUserLinks(tx, userId, now);
  const told = {
    companyId,
    subject: { type: 'user', id: userId },
    version,
    authorId: userId,
  } as const;
  await recordEvent(tx, { ...told, type: 'user.passwordSet', data: { isFirst } });
  await endOtherSessions(tx, { companyId, userId, exceptHash: null, version, authorId: userId });
  if (ctx.session !== null && ctx.session.actor.userId !== userId) {
    const { sessionHash, actor } = ctx.session;
    await endReplacedSession(tx, { ...actor, sessionHash });
  }
  if (!isFirst) await orderLetter(tx, { companyId, userId, kind: 'passwordChanged' });
  const { ipAddress, userAgent } = ctx;
  await recordEvent(tx, { ...told, type: 'session.started', data: { ipAddress } });
  return ctx.auth.open(tx, { userId, ipAddress, userAgent });
}
