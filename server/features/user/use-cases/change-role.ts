/**
 * Makes an admin a superadmin or the reverse. It holds from the next request on, and by the event in
 * every open page; sessions stay. Invariants: nobody changes their own role, and a company keeps an
 * active superadmin, whoever else is blocked or demoted at the same moment (product 3.8).
 */
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertMayChangeRole } from '../domain.ts';
import { can } from '../policy.ts';
import { lockForChange, saveUser, toUserDto } from '../repository/write.ts';
import type { ChangeRoleInput, UserDto } from '../schema.ts';

/** @throws FORBIDDEN, USER_IS_SELF, UNAUTHENTICATED, USER_NOT_FOUND, USER_HAS_ROLE */
export async function changeRole(ctx: UseCaseContext, input: ChangeRoleInput): Promise<UserDto> {
  const { actor } = ctx;
  const { userId, version: seenVersion, role, mutationId } = input;
  if (!can.changeRole(actor)) throw new AppError('FORBIDDEN');
  if (!can.changeRole(actor, { id: userId })) throw new AppError('USER_IS_SELF');
  return inTransaction(ctx, async (tx) => {
    const { target, activeSuperadminIds } = await lockForChange(tx, { actor, userId });
    assertMayChangeRole({ target, seenVersion, role }, activeSuperadminIds);
    const changed = await saveUser(tx, target, { role });
    await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'user.roleChanged',
      subject: { type: 'user', id: userId },
      version: changed.version,
      authorId: actor.userId,
      mutationId,
      changes: [{ field: 'role', old: target.role, new: role }],
      data: {},
    });
    return toUserDto(changed);
  });
}
