import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchPageDto, ListBatchesInput } from '../schema.ts';

export function listBatches(_ctx: UseCaseContext, _input: ListBatchesInput): Promise<BatchPageDto> {
  throw new Error('under construction');
}
