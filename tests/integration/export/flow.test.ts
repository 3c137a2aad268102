import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Row } from '#server/infra/excel/columns.ts';
import { ExportWorkerError, workerStream } from '#server/infra/excel/worker-stream.ts';
import { writeRows } from '#server/infra/excel/write-rows.ts';
import { columns, timeZone } from './table.ts';
import { writeTable } from './write.ts';

const streamed = ['csv', 'txt', 'xml', 'xlsx'] as const;
const all = [...streamed, 'xls'] as const;

/** Nothing that a .zip could make small. */
const batch = Array.from({ length: 100 }, (): Row => {
  const text = randomBytes(300).toString('base64');
  return ['login', `x${text}`, '1.00', 1, null, null];
});

/** A source that tells how far it was read and whether it was closed. */
function watched(batches: number, after?: () => Promise<never>) {
  const state = { given: 0, isClosed: false };
  async function* read(): AsyncGenerator<readonly Row[]> {
    try {
      while (state.given < batches) {
        state.given += 1;
        yield await Promise.resolve(batch);
      }
      await after?.();
    } finally {
      state.isClosed = true;
    }
  }
  return { state, rows: read() };
}

const exportOf = (format: (typeof all)[number], rows: AsyncIterable<readonly Row[]>) => ({
  format,
  columns,
  timeZone,
  title: 'x',
  rows,
});

async function threadsEnded(before: number): Promise<void> {
  const ports = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort');
  for (let wait = 0; wait < 100 && ports().length > before; wait += 1) await sleep(50);
  expect(ports().length).toBeLessThanOrEqual(before);
}

const portsNow = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

test.each(streamed)('.%s asks the source for no more than the reader takes', async (format) => {
  const { state, rows } = watched(5_000);
  const stream = writeRows(exportOf(format, rows));
  await once(stream, 'readable');
  let soon = 0;
  while (state.given > soon) {
    soon = state.given;
    await sleep(1_000);
  }
  // 5,000 batches are 20 MB of .csv; buffers hold a small part of them.
  expect(soon).toBeLessThan(2_500);
  stream.destroy();
  await once(stream, 'close');
  expect(state.isClosed).toBe(true);
});

test.each(all)('.%s tells how many rows are done', async (format) => {
  const steps: number[] = [];
  const { rows } = watched(7);
  await writeTable(format, { rows, onProgress: (done) => steps.push(done) });
  expect(steps.at(-1)).toBe(700);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
});

test.each(all)('.%s stops when it is told to, and leaves nothing running', async (format) => {
  const before = portsNow();
  const { state, rows } = watched(100_000);
  const stopping = new AbortController();
  const stream = writeRows({ ...exportOf(format, rows), signal: stopping.signal });
  setTimeout(() => stopping.abort(), 700);
  await expect(buffer(stream)).rejects.toMatchObject({ name: 'AbortError' });
  expect(state.given).toBeLessThan(100_000);
  await threadsEnded(before);
  expect(state.isClosed).toBe(true);
});

test('one that is told to stop before it began writes nothing', async () => {
  const { state, rows } = watched(10);
  const stream = writeRows({ ...exportOf('xlsx', rows), signal: AbortSignal.abort() });
  await expect(buffer(stream)).rejects.toMatchObject({ name: 'AbortError' });
  expect(state.given).toBeLessThan(10);
});

test.each(all)('.%s ends with the fault of its source', async (format) => {
  const before = portsNow();
  const { rows } = watched(3, () => Promise.reject(new Error('the database is gone')));
  await expect(writeTable(format, { rows })).rejects.toThrow('the database is gone');
  await threadsEnded(before);
});

const plan = { format: 'xlsx', columns, timeZone, title: 'x' } as const;

test.each([
  ['throws', 'throw new Error("broken")', 'broken'],
  ['exits', 'process.exit(7)', undefined],
])('a worker that %s ends the stream with a clear error', async (_name, script, cause) => {
  const { state, rows } = watched(10);
  const file = new URL(`data:text/javascript,${encodeURIComponent(script)}`);
  const source = { rows, onWritten: () => undefined };
  const failed = await buffer(workerStream({ plan, source, file })).catch(
    (error: unknown) => error,
  );
  expect(failed).toBeInstanceOf(ExportWorkerError);
  expect((failed as Error).message).toContain('the .xlsx was not written');
  if (cause !== undefined) expect(((failed as Error).cause as Error).message).toBe(cause);
  await sleep(50);
  expect(state.isClosed).toBe(true);
});

test('a zone that nobody knows is refused', async () => {
  await expect(writeTable('xlsx', { timeZone: 'Mars/Olympus' })).rejects.toThrow(ExportWorkerError);
  expect(() =>
    writeRows({ ...exportOf('csv', watched(1).rows), timeZone: 'Mars/Olympus' }),
  ).toThrow(RangeError);
});
