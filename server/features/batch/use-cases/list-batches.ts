/** The runs of the company, newest first, for everyone who sees its customers. */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { can } from '../policy.ts';
import { listBatchDtos } from '../repository/batches.ts';
import type { BatchPageDto, ListBatchesInput } from '../schema.ts';

/** @throws FORBIDDEN */
export async function listBatches(
  { actor, db }: UseCaseContext,
  input: ListBatchesInput,
): Promise<BatchPageDto> {
  if (!can.view(actor)) throw new AppError('FORBIDDEN');
  return listBatchDtos(db, scopeFor(actor), input);
}
