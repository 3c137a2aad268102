import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ChangeViewInput, ViewDto } from '../schema.ts';

export function changeView(_ctx: UseCaseContext, _input: ChangeViewInput): Promise<ViewDto> {
  throw new Error('under construction');
}
