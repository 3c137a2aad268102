/**
 * Carries a run out, chunk by chunk. A chunk is one transaction: what is done to its customers, their
 * events, the verdicts and the run's own event; so its events come in one message, a crash between
 * two chunks repeats nothing, and a crash within one leaves nothing of it. The author's rights are
 * asked for each chunk. What happens to customers is the caller's to provide.
 */
import type { Actor } from '#server/shared/actor.ts';
import type { BatchChunk, BatchOutcome, BatchTarget } from '#server/shared/batch.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { toAppError } from '#server/infra/db/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { handleJob } from '#server/infra/jobs/job.ts';
import type { HandledJob } from '#server/infra/jobs/job.ts';
import type { Services } from '#server/trpc/context.ts';
import { chunkOf, hasEnded } from '../domain.ts';
import { can } from '../policy.ts';
import { runJob } from '../repository/order.ts';
import { recordStep } from '../repository/progress.ts';
import {
  findAuthor,
  holdAuthor,
  holdRun,
  judgeRest,
  nextTargets,
  saveOutcomes,
} from '../repository/run.ts';
import type { HeldRun } from '../repository/run.ts';

/** Rows of a chunk: few enough for one message and a short transaction, many enough to be quick. */
const chunkRows = 200;

/** Does one chunk's work in the transaction of its verdicts; answers one outcome for each target. */
export type ActOnBatch = (
  tx: Tx,
  task: { actor: Actor; chunk: BatchChunk; now: Date },
) => Promise<BatchOutcome[]>;

export function runOnStarted(services: Services, act: ActOnBatch): HandledJob {
  return handleJob(runJob, async ({ batchId }, { signal }) => {
    for (;;) {
      signal.throwIfAborted();
      if (await runChunk(services, batchId, act)) return;
    }
  });
}

/** What was asked before a chunk no longer held after it: it is judged anew. */
class RightsMoved extends Error {
  override readonly name = 'RightsMoved';
}

/** @returns whether the run has ended */
async function runChunk(services: Services, batchId: number, act: ActOnBatch): Promise<boolean> {
  try {
    return await step(services, batchId, (tx, run, targets) =>
      judge({ tx, run, targets, act, now: services.clock.now() }),
    );
  } catch (error) {
    if (error instanceof RightsMoved) return false;
    // The database is away: the job is tried again later, and goes on from here.
    if (toAppError(error)) throw error;
    services.log.error({ err: error, batchId }, 'a chunk of a batch failed');
    return step(services, batchId, (tx, _run, targets) =>
      saveOutcomes(
        tx,
        batchId,
        targets.map(({ customerId }) => ({
          ...{ customerId, verdict: 'failed', reason: 'internal', eventId: null },
        })),
      ),
    );
  }
}

type Judge = (tx: Tx, run: HeldRun, targets: BatchTarget[]) => Promise<void>;

function step(services: Services, batchId: number, judgeChunk: Judge): Promise<boolean> {
  return inTransaction(services, async (tx) => {
    const run = await holdRun(tx, batchId);
    if (hasEnded(run)) return true;
    const { stopperId } = run;
    if (stopperId !== null) await judgeRest(tx, batchId, stopped);
    else await judgeChunk(tx, run, await nextTargets(tx, batchId, chunkRows));
    const now = services.clock.now();
    return hasEnded(await recordStep(tx, run, { now, authorId: stopperId ?? run.authorId }));
  });
}

const stopped = { verdict: 'skipped', reason: 'stopped' } as const;

interface Judgement {
  tx: Tx;
  run: HeldRun;
  targets: BatchTarget[];
  act: ActOnBatch;
  now: Date;
}

async function judge({ tx, run, targets, act, now }: Judgement): Promise<void> {
  const { batchId, action } = run;
  const actor = await findAuthor(tx, run.authorId);
  const undoes = run.undoes && { action: run.undoes };
  if (!actor || !can.carryOut(actor, { action, undoes })) {
    return judgeRest(tx, batchId, { verdict: 'failed', reason: 'forbidden' });
  }
  if (targets.length === 0) return;
  const outcomes = await act(tx, { actor, chunk: chunkOf(run, targets), now });
  // Asked after the customers are held, because this gives the transaction its number.
  if (!(await holdAuthor(tx, actor))) throw new RightsMoved();
  await saveOutcomes(tx, batchId, outcomes);
}
