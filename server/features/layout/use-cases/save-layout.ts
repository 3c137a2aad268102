import type { UseCaseContext } from '#server/trpc/context.ts';
import type { LayoutDto, SaveLayoutInput } from '../schema.ts';

export function saveLayout(_ctx: UseCaseContext, _input: SaveLayoutInput): Promise<LayoutDto> {
  throw new Error('under construction');
}
