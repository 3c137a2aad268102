/** The reader's own views and those that colleagues share. How many each of them finds is not told here. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listVisibleViews } from '../repository/read.ts';
import type { ViewDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listViews({ actor, db }: UseCaseContext): Promise<ViewDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listVisibleViews(db, actor);
}
