import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CountViewsInput, ViewCountDto } from '../schema.ts';

export function countViews(_ctx: UseCaseContext, _input: CountViewsInput): Promise<ViewCountDto[]> {
  throw new Error('under construction');
}
