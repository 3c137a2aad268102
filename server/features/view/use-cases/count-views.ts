/**
 * How many customers each view finds now, up to the list's cap. Many readers ask after each event, so
 * the company's readers share the answers of the last seconds. A view that can't be counted in time
 * is left out, as is one that the reader does not see.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { countTogether } from '../repository/counts.ts';
import { findVisibleViews } from '../repository/read.ts';
import type { CountViewsInput, ViewCountDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function countViews(
  { actor, db, session }: UseCaseContext,
  { viewIds }: CountViewsInput,
): Promise<ViewCountDto[]> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  const views = await findVisibleViews(db, actor, viewIds);
  const { timeZone } = session.company;
  const asked = views.map(({ params }) => ({ ...params, timeZone }));
  const totals = await countTogether(db, scopeFor(actor), asked);
  return views.flatMap(({ id }, at) => {
    const total = totals[at];
    return total ? [{ viewId: id, ...total }] : [];
  });
}
