import type { UseCaseContext } from '#server/trpc/context.ts';
import type { RemoveViewInput, ViewDto } from '../schema.ts';

export function removeView(_ctx: UseCaseContext, _input: RemoveViewInput): Promise<ViewDto> {
  throw new Error('under construction');
}
