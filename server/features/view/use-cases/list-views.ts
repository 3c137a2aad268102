import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ViewDto } from '../schema.ts';

export function listViews(_ctx: UseCaseContext): Promise<ViewDto[]> {
  throw new Error('under construction');
}
