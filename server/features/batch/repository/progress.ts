/** A step of a run with its event: the counts so far, or the end. */
import type { Tx } from '#server/infra/db/client.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { BatchDto } from '../schema.ts';
import { getBatchRow } from './batches.ts';
import { advanceRun } from './run.ts';
import type { HeldRun } from './run.ts';

/** Who a step is told to be by. */
export interface StepAuthor {
  authorId: number;
  mutationId?: string | undefined;
}

export async function recordStep(
  tx: Tx,
  { batchId, companyId }: Pick<HeldRun, 'batchId' | 'companyId'>,
  { now, authorId, mutationId }: StepAuthor & { now: Date },
): Promise<BatchDto> {
  await advanceRun(tx, batchId, now);
  const data = await getBatchRow(tx, { companyId }, batchId);
  const isOver = data.finishedAt !== null;
  await recordEvent(tx, {
    companyId,
    type: isOver ? 'batch.ended' : 'batch.progressed',
    subject: { type: 'batch', id: batchId },
    version: data.version,
    authorId,
    mutationId: isOver ? mutationId : undefined,
    data,
  });
  return data;
}
