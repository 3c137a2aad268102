/** How the reader likes the customers list; the documented default for one who never changed it. */
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { defaultLayout, toLayout } from '../domain.ts';
import { can } from '../policy.ts';
import { findLayout } from '../repository.ts';
import type { LayoutDto } from '../schema.ts';

/** @throws FORBIDDEN */
export async function getLayout({ actor, db }: UseCaseContext): Promise<LayoutDto> {
  if (!can.keep(actor)) throw new AppError('FORBIDDEN');
  const stored = await findLayout(db, actor);
  return stored ? toLayout(stored) : defaultLayout;
}
