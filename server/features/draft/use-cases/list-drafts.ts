/** One's own unfinished work, newest first, about customers whom one may still see. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listDraftRows } from '../repository.ts';
import type { DraftRowDto, ListDraftsQuery } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listDrafts(
  { actor, db }: UseCaseContext,
  { pageSize }: ListDraftsQuery,
): Promise<DraftRowDto[]> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  return listDraftRows(db, scopeFor(actor), { userId: actor.userId, limit: pageSize });
}
