/**
 * The worker thread of one export: takes rows, writes a spreadsheet, hands its bytes over piece by
 * piece. A fault ends the thread, and `worker-stream.ts` reports it; nothing is caught here.
 */
import { Writable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#server/shared/assert.ts';
import type { SheetWriter } from './sheet-writer.ts';
import type { FromWorker, ToWorker, WorkerPlan } from './worker-messages.ts';

/** Small enough to go through quickly, large enough to be worth a message. */
const pieceBytes = 128 * 1024;

assert(parentPort, 'runs as a worker thread');
const port = parentPort;
const say = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
  port.postMessage(message, transfer);

/** Pieces that the other side is ready to take. */
let credit = 0;
let waiting: (() => void) | null = null;

function mayContinue(): Promise<void> {
  if (credit > 0) {
    credit -= 1;
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    waiting = () => {
      waiting = null;
      credit -= 1;
      resolve();
    };
  });
}

let gathered: Buffer[] = [];
let gatheredBytes = 0;

async function flush(): Promise<void> {
  const bytes = new Uint8Array(Buffer.concat(gathered));
  gathered = [];
  gatheredBytes = 0;
  await mayContinue();
  say({ is: 'bytes', bytes }, [bytes.buffer]);
}

const output = new Writable({
  highWaterMark: pieceBytes,
  write: (chunk: Buffer, _encoding, callback) => {
    gathered.push(chunk);
    gatheredBytes += chunk.length;
    if (gatheredBytes < pieceBytes) return callback();
    flush().then(() => callback(), callback);
  },
  final: (callback) => {
    flush().then(() => callback(), callback);
  },
});

async function createWriter({ format, ...plan }: WorkerPlan): Promise<SheetWriter> {
  // Either library takes long to load, and one is enough.
  if (format === 'xlsx') return (await import('./xlsx.ts')).createXlsx(plan, output);
  return (await import('./xls.ts')).createXls(plan, output);
}

const writer = createWriter(workerData as WorkerPlan);
/** Messages are handled one after another, each when the one before is done. */
let last: Promise<void> = Promise.resolve();

async function handle(message: Exclude<ToWorker, { is: 'more' }>): Promise<void> {
  if (message.is === 'rows') {
    await (await writer).write(message.rows);
    return say({ is: 'taken', rowsCount: message.rows.length });
  }
  await (await writer).end();
  say({ is: 'done' });
  port.close();
}

port.on('message', (message: ToWorker) => {
  if (message.is === 'more') {
    credit += 1;
    waiting?.();
    return;
  }
  last = last.then(() => handle(message));
});
