/**
 * A new password for oneself, by the old one. The old one is asked for under the same limit of
 * attempts as at the sign-in, and counted there, so that an open session is no place to guess it. Every
 * other session ends, and links that were sent before are void; the session that asks stays.
 */
import { AppError } from '#server/shared/errors.ts';
import { newPasswordIssues } from '#server/shared/password-policy.ts';
import { readLockout, reserveAttempt, settleFailure } from '#server/infra/auth/attempts.ts';
import { isCommonPassword } from '#server/infra/auth/common-passwords.ts';
import { endOtherSessions } from '#server/infra/auth/end-sessions.ts';
import { hashPassword, verifyPassword } from '#server/infra/auth/password.ts';
import { voidUserLinks } from '#server/infra/auth/password-link.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { findPasswordHash, isSessionOpen, lockOwner, saveChangedPassword } from '../repository.ts';
import type { ChangePasswordInput } from '../schema.ts';

/**
 * @throws INVALID_INPUT, LOCKED_OUT, LOCKED_OUT_ENDLESSLY, TOO_MANY_REQUESTS, PASSWORD_WRONG,
 * UNAUTHENTICATED
 */
export async function changePassword(
  ctx: UseCaseContext,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<void> {
  const { actor, session } = ctx;
  const policy = session.company.userPasswordPolicy;
  const wanted = { password: newPassword, path: 'newPassword' };
  const issues = newPasswordIssues(wanted, policy, isCommonPassword);
  if (issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues });
  const oldHash = await checkCurrent(ctx, currentPassword);
  // Ahead of the transaction, which would hold its connection meanwhile.
  const passwordHash = await hashPassword(newPassword);
  await inTransaction(ctx, async (tx) => {
    const { userId, companyId } = actor;
    const owner = await lockOwner(tx, userId);
    // Another tab ended this session meanwhile, or a superadmin blocked its user.
    const mayStill = owner !== null && can.change(actor, owner);
    if (!mayStill || !(await isSessionOpen(tx, session.sessionHash))) {
      throw new AppError('UNAUTHENTICATED');
    }
    if (owner.passwordHash !== oldHash) throw new AppError('PASSWORD_WRONG');
    const version = await saveChangedPassword(tx, owner, passwordHash);
    await voidUserLinks(tx, userId, ctx.clock.now());
    await recordEvent(tx, {
      companyId,
      type: 'user.passwordChanged',
      subject: { type: 'user', id: userId },
      version,
      authorId: userId,
      data: {},
    });
    const exceptHash = session.sessionHash;
    await endOtherSessions(tx, { companyId, userId, exceptHash, version, authorId: userId });
    await orderLetter(tx, { companyId, userId, kind: 'passwordChanged' });
  });
  ctx.jobs.wake();
}

/**
 * Where no attempt is left, no password is looked at, right or wrong.
 * @returns the hash that the password belongs to
 */
async function checkCurrent(ctx: UseCaseContext, password: string): Promise<string> {
  const { actor } = ctx;
  const now = ctx.clock.now();
  if (!(await reserveAttempt(ctx.db, actor.userId, now))) throw await refusalOf(ctx, now);
  const passwordHash = await findPasswordHash(ctx.db, actor.userId);
  if (passwordHash !== null && (await verifyPassword(passwordHash, password))) return passwordHash;
  await settleFailure(ctx, actor, now);
  throw new AppError('PASSWORD_WRONG');
}

/** Says until when; the last attempts of a burst may still be at work, and nobody is locked out yet. */
async function refusalOf({ db, actor }: UseCaseContext, now: Date): Promise<AppError> {
  const lockout = await readLockout(db, actor.userId, now);
  if (lockout === null) return new AppError('TOO_MANY_REQUESTS');
  if (lockout.until === null) return new AppError('LOCKED_OUT_ENDLESSLY');
  return new AppError('LOCKED_OUT', { at: lockout.until.toISOString() });
}
