import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchDto, StartBatchInput } from '../schema.ts';

export function startBatch(_ctx: UseCaseContext, _input: StartBatchInput): Promise<BatchDto> {
  throw new Error('under construction');
}
