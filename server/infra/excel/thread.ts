/**
 * The thread of one export: opens the rows, writes them, hands the file's bytes over piece by piece, as
 * many as the other side is ready to take. A fault ends the thread, and `file-thread.ts` reports it;
 * nothing is caught here.
 */
import { getPriority, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#server/shared/assert.ts';
import type { FileOrder, FromThread, RowsModule } from './thread-messages.ts';
import { writeRows } from './write-rows.ts';

/** Small enough to go through quickly, large enough to be worth a message. */
const pieceBytes = 128 * 1024;
/** Between two words about how far it is. */
const progressMs = 200;

/** Of -20 to 19: whoever waits for a page comes before whoever waits for a file. */
const niceness = 10;

assert(parentPort, 'runs as a worker thread');
// On Linux a thread has a priority of its own; elsewhere this would be the whole process's.
if (process.platform === 'linux') setPriority(Math.max(getPriority(), niceness));
const port = parentPort;
const say = (message: FromThread, transfer: ArrayBuffer[] = []) =>
  port.postMessage(message, transfer);

/** Pieces that the other side is ready to take. */
let credit = 0;
let goOn: (() => void) | null = null;
port.on('message', () => {
  credit += 1;
  goOn?.();
});

async function send(chunks: readonly Uint8Array[], length: number): Promise<void> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  while (credit === 0) await new Promise<void>((resolve) => (goOn = resolve));
  credit -= 1;
  say({ is: 'bytes', bytes }, [bytes.buffer]);
}

async function sendAll(stream: Readable): Promise<void> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Uint8Array;
    gathered.push(bytes);
    length += bytes.length;
    if (length < pieceBytes) continue;
    await send(gathered, length);
    [gathered, length] = [[], 0];
  }
  if (length > 0) await send(gathered, length);
}

const { plan, origin } = workerData as FileOrder;
const { openRows } = (await import(origin.module)) as RowsModule;
let rowsDone = 0;
let saidAt = performance.now();
const onProgress = (count: number) => {
  rowsDone = count;
  if (performance.now() - saidAt < progressMs) return;
  saidAt = performance.now();
  say({ is: 'progress', rowsDone });
};
await sendAll(writeRows({ ...plan, rows: openRows(origin.data), onProgress }));
say({ is: 'done', rowsDone });
port.close();
