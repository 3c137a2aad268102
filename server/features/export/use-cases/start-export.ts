/**
 * Orders a file of customers: counts what it will hold, notes who takes it (S1-46), and leaves the
 * writing to a job of the same transaction. Sent twice, it is one export. The rows are counted before
 * the transaction, because the stream of events waits for open writers.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import { enqueueJob } from '#server/infra/jobs/job.ts';
import { dayIn, wordsIn } from '#server/infra/words.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { fileNameOf } from '../domain.ts';
import { can } from '../policy.ts';
import { countUnended, findOrdered, holdOrders, insertExport } from '../repository/exports.ts';
import { writeExportJob } from '../repository/job.ts';
import { countSource } from '../repository/source.ts';
import { runningExportsMax } from '../schema.ts';
import type { ExportDto, StartExportInput } from '../schema.ts';

/** @throws FORBIDDEN, SELECTION_NOT_FOUND, BATCH_NOT_FOUND, EXPORT_LIMIT_REACHED */
export async function startExport(
  ctx: UseCaseContext,
  { format, mutationId, ...order }: StartExportInput,
): Promise<ExportDto> {
  const { actor, session } = ctx;
  if (!can.take(actor)) throw new AppError('FORBIDDEN');
  const { userId, companyId, language } = actor;
  const { timeZone } = session.company;
  const now = ctx.clock.now();
  const own = { userId, now, mutationId };
  const before = await findOrdered(ctx.db, own);
  if (before) return before;
  const of = { scope: scopeFor(actor), userId, timeZone };
  const rowsTotal = await countSource(ctx.db, order.source, of);
  const reader = { words: wordsIn(language), format };
  const fileName = fileNameOf(order, reader, dayIn(timeZone, now));
  const started = await inTransaction(ctx, async (tx) => {
    await holdOrders(tx, userId);
    const same = await findOrdered(tx, own);
    if (same) return same;
    if ((await countUnended(tx, userId)) >= runningExportsMax) {
      throw new AppError('EXPORT_LIMIT_REACHED', { max: runningExportsMax });
    }
    const stored = { ...order, language };
    const wanted = { ...own, companyId, format, order: stored, fileName, rowsTotal };
    const made = await insertExport(tx, wanted);
    await recordEvent(tx, {
      companyId,
      type: 'export.started',
      subject: { type: 'export', id: made.id },
      version: made.version,
      authorId: userId,
      mutationId,
      data: { format, rowsCount: rowsTotal },
    });
    await enqueueJob(tx, writeExportJob, { payload: { exportId: made.id } });
    return made;
  });
  ctx.jobs.wake();
  return started;
}
