/** The users of the actor's company (product 4.7): seen by all of them, changed by superadmins. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { maskedRow } from '../domain.ts';
import { can } from '../policy.ts';
import { listUserRows } from '../repository/list.ts';
import type { ListUsersQuery, UserPageDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listUsers(
  { actor, db, clock }: UseCaseContext,
  asked: ListUsersQuery,
): Promise<UserPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const { rows, total } = await listUserRows(db, scopeFor(actor), { asked, now: clock.now() });
  const maySee = can.seeLetters(actor);
  const lastPage = Math.max(1, Math.ceil(total / asked.pageSize));
  return {
    rows: rows.map((row) => maskedRow(row, maySee)),
    total,
    page: Math.min(asked.page, lastPage),
  };
}
