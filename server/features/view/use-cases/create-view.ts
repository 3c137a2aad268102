import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CreateViewInput, ViewDto } from '../schema.ts';

export function createView(_ctx: UseCaseContext, _input: CreateViewInput): Promise<ViewDto> {
  throw new Error('under construction');
}
