/**
 * Keeps how the reader likes the list: what is given, and nothing else. It is private, so it is no
 * event and neither waits for anyone nor wakes the stream.
 */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { defaultLayout, toLayout } from '../domain.ts';
import { can } from '../policy.ts';
import { findLayout, saveLayoutRow, seesView } from '../repository.ts';
import type { LayoutDto, SaveLayoutInput } from '../schema.ts';

/** @throws FORBIDDEN, VIEW_NOT_FOUND for a default view that the reader does not see */
export async function saveLayout(
  { actor, db, clock }: UseCaseContext,
  changes: SaveLayoutInput,
): Promise<LayoutDto> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  const { userId, companyId } = actor;
  const viewId = changes.defaultViewId ?? null;
  if (viewId !== null && !(await seesView(db, { userId, companyId, viewId }))) {
    throw new AppError('VIEW_NOT_FOUND');
  }
  await saveLayoutRow(db, { userId, changes, now: clock.now() });
  const stored = await findLayout(db, actor);
  return stored ? toLayout(stored) : defaultLayout;
}
