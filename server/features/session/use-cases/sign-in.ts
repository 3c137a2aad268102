/**
 * Opens a session for an e-mail address and a password.
 *
 * Every failure (unknown address, wrong password, none set yet, blocked, locked out) has one answer
 * and takes one time: the same work is done, and the answer is held back to a full step. An attempt
 * is counted before the password is looked at, so that a burst can't outrun the limit (product 4.9).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#server/shared/errors.ts';
import { reserveAttempt, settleFailure } from '#server/infra/auth/attempts.ts';
import { verifyPassword } from '#server/infra/auth/password.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { describeSession } from '../domain.ts';
import type { SessionDto, SignInInput } from '../schema.ts';
import { findSignInTarget, recordSignIn } from '../repository/sign-in.ts';
import type { SignInTarget } from '../repository/sign-in.ts';

/** Failures are answered at whole multiples of this, which hides where the time went. */
const failureStepMs = 300;

/** @throws SIGN_IN_REFUSED, TOO_MANY_REQUESTS */
export async function signIn(ctx: RequestContext, input: SignInInput): Promise<SessionDto> {
  const startedAt = performance.now();
  await ctx.limits.signIn(ctx.ipAddress);
  const target = await authenticate(ctx, input);
  const cookie = target && (await openSession(ctx, target));
  if (!cookie) {
    const elapsedMs = performance.now() - startedAt;
    await sleep(failureStepMs - (elapsedMs % failureStepMs));
    throw new AppError('SIGN_IN_REFUSED');
  }
  ctx.setCookie(cookie);
  const session = await ctx.auth.read(cookie.split(';')[0]);
  if (!session) throw new AppError('SIGN_IN_REFUSED');
  return describeSession(session);
}

/** Null for every reason alike. */
async function authenticate(
  ctx: RequestContext,
  { email, password }: SignInInput,
): Promise<SignInTarget | null> {
  const now = ctx.clock.now();
  const target = await findSignInTarget(ctx.db, email);
  const mayTry = target !== null && (await reserveAttempt(ctx.db, target.userId, now));
  const passwordHash = mayTry && !target.isBlocked ? target.passwordHash : null;
  if (await verifyPassword(passwordHash, password)) return target;
  if (mayTry) await settleFailure(ctx, target, now);
  return null;
}

/** The Set-Cookie header, or null when the user was blocked or locked out in the meantime. */
async function openSession(ctx: RequestContext, target: SignInTarget): Promise<string | null> {
  const { userId, companyId } = target;
  const { ipAddress, userAgent } = ctx;
  return inTransaction(ctx, async (tx) => {
    const version = await recordSignIn(tx, target, ctx.clock.now());
    if (version === null) return null;
    await recordEvent(tx, {
      companyId,
      type: 'session.started',
      subject: { type: 'user', id: userId },
      version,
      authorId: userId,
      data: { ipAddress },
    });
    return ctx.auth.open(tx, { userId, ipAddress, userAgent });
  });
}
