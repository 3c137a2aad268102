import type { UseCaseContext } from '#server/trpc/context.ts';
import type { LayoutDto } from '../schema.ts';

export function getLayout(_ctx: UseCaseContext): Promise<LayoutDto> {
  throw new Error('under construction');
}
