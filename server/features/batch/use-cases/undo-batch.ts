import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchDto, UndoBatchInput } from '../schema.ts';

export function undoBatch(_ctx: UseCaseContext, _input: UndoBatchInput): Promise<BatchDto> {
  throw new Error('under construction');
}
