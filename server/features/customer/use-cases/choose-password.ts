/**
 * A customer sets their password by a link from a letter, once (product 4.2). In one transaction the
 * link is used up, the others are void, the status "password reset" is over and the cabinet's sessions
 * of before have ended. Nobody is signed in by it: the cabinet has a sign-in of its own.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { stateOf } from '#server/shared/link-state.ts';
import { newPasswordIssues } from '#server/shared/password-policy.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { isCommonPassword } from '#server/infra/auth/common-passwords.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { voidCustomerLinks } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import type { LinkRow } from '../repository/link.ts';
import { claimLink, findLink } from '../repository/link.ts';
import { endCustomerSessions, savePassword, tryHoldCustomer } from '../repository/write.ts';
import type { ChoosePasswordInput, ChosenPasswordDto, CustomerDto } from '../schema.ts';

/** @throws PASSWORD_LINK_INVALID, INVALID_INPUT, STALE_VERSION for a version that never was */
export async function choosePassword(
  ctx: RequestContext,
  { customerId, version, password }: ChoosePasswordInput,
): Promise<ChosenPasswordDto> {
  const tokenHash = ctx.linkToken === null ? '' : hashToken(ctx.linkToken);
  const link = await findLink(ctx.db, tokenHash);
  const isGood = link?.customerId === customerId && stateOf(link, ctx.clock.now()) === 'valid';
  if (!isGood) throw new AppError('PASSWORD_LINK_INVALID');
  const issues = newPasswordIssues({ password, path: 'password' }, link.policy, isCommonPassword);
  if (issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues });
  // Ahead of the transaction, which would hold its connection meanwhile.
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, (tx) =>
    useLink(tx, { link, version, tokenHash, passwordHash, now: ctx.clock.now() }),
  );
}

interface Choosing {
  link: LinkRow;
  /** That the page showed. */
  version: number;
  tokenHash: string;
  passwordHash: string;
  now: Date;
}

async function useLink(
  tx: Tx,
  { link, version: seen, tokenHash, passwordHash, now }: Choosing,
): Promise<ChosenPasswordDto> {
  const { companyId, customerId } = link;
  const held = await tryHoldCustomer(tx, scopeFor({ companyId }), {
    customerId,
    version: seen,
    now,
  });
  if (held?.customer.locked !== null || !(await claimLink(tx, tokenHash, now))) {
    throw new AppError('PASSWORD_LINK_INVALID');
  }
  const version = await savePassword(tx, held, { passwordHash, now });
  await voidCustomerLinks(tx, customerId, now);
  const endedSessionsCount = await endCustomerSessions(tx, held, now);
  await recordEvent(tx, {
    companyId,
    type: 'customer.passwordSet',
    subject: { type: 'customer', id: customerId },
    version,
    // By the customer, who is no user.
    authorId: null,
    changes: changesOf(held.customer),
    data: { endedSessionsCount },
  });
  return { login: held.customer.login };
}

function changesOf({ passwordStatus, emailConfirmed }: CustomerDto): FieldChange[] {
  const status = { field: 'passwordStatus', old: 'reset', new: 'active' };
  const confirmed = { field: 'emailConfirmed', old: false, new: true };
  return [...(passwordStatus === 'active' ? [] : [status]), ...(emailConfirmed ? [] : [confirmed])];
}
