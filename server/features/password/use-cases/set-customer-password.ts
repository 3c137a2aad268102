/**
 * A customer sets their password by a link from a letter, once (product 4.2). In one transaction the
 * link is used up, the others are void, the status "password reset" is over and the cabinet's sessions
 * of before have ended. Nobody is signed in by it: the cabinet has a sign-in of its own.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { isCommonPassword } from '#server/infra/auth/common-passwords.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { voidCustomerLinks } from '#server/infra/auth/password-link.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { newPasswordIssues, stateOf } from '../domain.ts';
import type { CustomerLinkRow, HeldOwner } from '../repository/customer-link.ts';
import {
  claimCustomerLink,
  endCabinetSessions,
  findCustomerLink,
  lockCustomer,
  saveCustomerPassword,
} from '../repository/customer-link.ts';
import type { SetCustomerPasswordInput } from '../schema.ts';

/** @throws PASSWORD_LINK_INVALID, INVALID_INPUT */
export async function setCustomerPassword(
  ctx: RequestContext,
  { login, password }: SetCustomerPasswordInput,
): Promise<void> {
  const tokenHash = ctx.linkToken === null ? '' : hashToken(ctx.linkToken);
  const link = await findCustomerLink(ctx.db, tokenHash);
  const isGood = link?.login === login && stateOf(link, ctx.clock.now()) === 'valid';
  if (!isGood) throw new AppError('PASSWORD_LINK_INVALID');
  const issues = newPasswordIssues({ password, path: 'password' }, link.policy, isCommonPassword);
  if (issues.length > 0) throw new AppError('INVALID_INPUT', {}, { issues });
  // Ahead of the transaction, which would hold its connection meanwhile.
  const passwordHash = await hashPassword(password);
  await inTransaction(ctx, (tx) =>
    useLink(tx, { link, tokenHash, passwordHash, now: ctx.clock.now() }),
  );
}

interface Setting {
  link: CustomerLinkRow;
  tokenHash: string;
  passwordHash: string;
  now: Date;
}

async function useLink(tx: Tx, { link, tokenHash, passwordHash, now }: Setting): Promise<void> {
  const { companyId, customerId } = link;
  const owner = await lockCustomer(tx, link);
  const isTheirs = owner !== null && owner.lockedAt === null && owner.login === link.login;
  if (!isTheirs || !(await claimCustomerLink(tx, tokenHash, now))) {
    throw new AppError('PASSWORD_LINK_INVALID');
  }
  const emailConfirmedAt = owner.emailConfirmedAt ?? now;
  const version = await saveCustomerPassword(tx, link, { passwordHash, emailConfirmedAt });
  if (version === null) throw new AppError('PASSWORD_LINK_INVALID');
  await voidCustomerLinks(tx, customerId, now);
  const endedSessionsCount = await endCabinetSessions(tx, customerId, now);
  await recordEvent(tx, {
    companyId,
    type: 'customer.passwordSet',
    subject: { type: 'customer', id: customerId },
    version,
    // By the customer, who is no user.
    authorId: null,
    changes: changesOf(owner),
    data: { endedSessionsCount },
  });
}

function changesOf({ passwordResetAt, emailConfirmedAt }: HeldOwner): FieldChange[] {
  const status = { field: 'passwordStatus', old: 'reset', new: 'active' };
  const confirmed = { field: 'emailConfirmed', old: false, new: true };
  return [
    ...(passwordResetAt === null ? [] : [status]),
    ...(emailConfirmedAt === null ? [confirmed] : []),
  ];
}
