import type { UseCaseContext } from '#server/trpc/context.ts';
import type { BatchRowPageDto, ListBatchRowsInput } from '../schema.ts';

export function listBatchRows(
  _ctx: UseCaseContext,
  _input: ListBatchRowsInput,
): Promise<BatchRowPageDto> {
  throw new Error('under construction');
}
