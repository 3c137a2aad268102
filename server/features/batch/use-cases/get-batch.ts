/** One run, for its page: what was ordered, by whom, and how far it is. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { getBatchRow } from '../repository/batches.ts';
import type { BatchDto, GetBatchInput } from '../schema.ts';

/** @throws FORBIDDEN, BATCH_NOT_FOUND */
export async function getBatch(
  { actor, db }: UseCaseContext,
  { batchId }: GetBatchInput,
): Promise<BatchDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return getBatchRow(db, scopeFor(actor), batchId);
}
