/** The verdicts of a run in the order of its selection, all or those asked for. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listBatchRowDtos } from '../repository/batches.ts';
import type { BatchRowPageDto, ListBatchRowsInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND */
export async function listBatchRows(
  { actor, db }: UseCaseContext,
  input: ListBatchRowsInput,
): Promise<BatchRowPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listBatchRowDtos(db, scopeFor(actor), input);
}
