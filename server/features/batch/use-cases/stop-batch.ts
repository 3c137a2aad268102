import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchDto, StopBatchInput } from '../schema.ts';

export function stopBatch(_ctx: UseCaseContext, _input: StopBatchInput): Promise<BatchDto> {
  throw new Error('under construction');
}
