/**
 * Colleagues to choose from, say as a sales representative: active users of the company, by name
 * alone. E-mails, phones and roles are not told here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listActiveUserNames } from '../repository/list.ts';
import { userOptionsMax } from '../schema.ts';
import type { ListUserOptionsQuery, UserOptionDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listUserOptions(
  { actor, db }: UseCaseContext,
  { search }: ListUserOptionsQuery,
): Promise<UserOptionDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listActiveUserNames(db, scopeFor(actor), { search, limit: userOptionsMax });
}
