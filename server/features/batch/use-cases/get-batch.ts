import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchDto, GetBatchInput } from '../schema.ts';

export function getBatch(_ctx: UseCaseContext, _input: GetBatchInput): Promise<BatchDto> {
  throw new Error('under construction');
}
