/**
 * The end of an export's worker thread that the process holds: rows go in, the file's bytes come out
 * as a stream. Nobody gets ahead: rows are asked for as the worker takes them, and the worker goes on
 * as the stream is read. However the stream ends, the thread ends and the source of rows is closed.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { slices } from './slices.ts';
import type { RowsSource } from './slices.ts';
import type { FromWorker, ToWorker, WorkerPlan } from './worker-messages.ts';

/** Slices on their way to the worker: one that it writes, one that waits. */
const aheadMax = 2;

/** Beyond this the worker ends with a clear error, and the process goes on. */
const heapMaxMb: Record<WorkerPlan['format'], number> = { xlsx: 256, xls: 1_024 };
/** More would only be garbage that is kept longer. */
const youngMaxMb = 16;

export class ExportWorkerError extends Error {
  override readonly name = 'ExportWorkerError';
}

export interface WorkerStreamOptions {
  plan: WorkerPlan;
  source: RowsSource;
  /** The worker's file; a test has another. */
  file?: URL;
}

export function workerStream({ plan, source, file }: WorkerStreamOptions): Readable {
  const worker = new Worker(file ?? new URL('./worker-start.js', import.meta.url), {
    name: `export .${plan.format}`,
    workerData: plan,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: heapMaxMb[plan.format],
      maxYoungGenerationSizeMb: youngMaxMb,
    },
  });
  const tell = (message: ToWorker) => worker.postMessage(message);
  const rows = slices(source);
  let isDone = false;
  let ahead = 0;
  let goOn: (() => void) | null = null;

  const stream = new Readable({
    read: () => tell({ is: 'more' }),
    destroy: (error, callback) => {
      goOn?.();
      // A source that is asked for rows just now ends when it has found them; nobody waits for it.
      rows.return().catch(() => undefined);
      worker.terminate().then(
        () => callback(error),
        () => callback(error),
      );
    },
  });

  const isOver = () => stream.destroyed;
  const feed = async () => {
    for await (const slice of rows) {
      if (isOver()) return;
      ahead += 1;
      tell({ is: 'rows', rows: slice });
      await nextTurn();
      while (ahead >= aheadMax && !isOver()) {
        await new Promise<void>((resolve) => (goOn = resolve));
      }
    }
    tell({ is: 'end' });
  };

  worker.on('message', (message: FromWorker) => {
    if (message.is === 'bytes') return void stream.push(message.bytes);
    if (message.is === 'taken') {
      ahead -= 1;
      source.onWritten(message.rowsCount);
      return goOn?.();
    }
    isDone = true;
    stream.push(null);
  });
  worker.once('error', (cause) => {
    stream.destroy(new ExportWorkerError(`the .${plan.format} was not written`, { cause }));
  });
  worker.once('exit', (code) => {
    if (!isDone) {
      stream.destroy(new ExportWorkerError(`the .${plan.format} was not written (exit ${code})`));
    }
  });
  feed().catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return stream;
}
