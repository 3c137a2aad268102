/**
 * A file of rows that a thread of its own reads and writes: its bytes come out as a stream, and of the
 * rows nothing touches this thread, which serves everybody else. The thread goes on as the stream is
 * read. However the stream ends, the thread ends, and with it the connection that its rows come from.
 */
import { addAbortSignal, Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { FileOrder, FromThread, ToThread } from './thread-messages.ts';

/** Beyond this the thread ends with a clear error, and the process goes on. */
const heapMaxMb = (format: ExportFormat) => (format === 'xls' ? 1_024 : 256);
/** More would only be garbage that is kept longer. */
const youngMaxMb = 16;

export class ExportThreadError extends Error {
  override readonly name = 'ExportThreadError';
}

export interface FileThreadOptions extends FileOrder {
  /** How many rows have been written so far. */
  onProgress?: (rowsDone: number) => void;
  /** Ends the stream with an AbortError, and the thread with it. */
  signal?: AbortSignal;
}

/** The stream ends with an {@link ExportThreadError} whose cause is what ended the thread. */
export function fileThread({ plan, origin, onProgress, signal }: FileThreadOptions): Readable {
  const { format } = plan;
  const order: FileOrder = { plan, origin };
  const worker = new Worker(new URL('./thread-start.js', import.meta.url), {
    name: `export .${format}`,
    workerData: order,
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: heapMaxMb(format),
      maxYoungGenerationSizeMb: youngMaxMb,
    },
  });
  let isDone = false;
  const stream = new Readable({
    read: () => worker.postMessage('more' satisfies ToThread),
    destroy: (error, callback) => {
      worker.terminate().then(
        () => callback(error),
        () => callback(error),
      );
    },
  });
  const fail = (why: string, cause?: unknown) => {
    stream.destroy(new ExportThreadError(`the .${format} was not written${why}`, { cause }));
  };
  worker.on('message', (message: FromThread) => {
    if (message.is === 'bytes') return void stream.push(message.bytes);
    onProgress?.(message.rowsDone);
    if (message.is === 'progress') return;
    isDone = true;
    stream.push(null);
  });
  worker.once('error', (cause) => fail(`: ${cause.message}`, cause));
  worker.once('exit', (code) => {
    if (!isDone) fail(` (exit ${code})`);
  });
  return signal === undefined ? stream : addAbortSignal(signal, stream);
}
