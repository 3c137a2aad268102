import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { getPriority } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Row } from '#server/infra/excel/columns.ts';
import { ExportThreadError, fileThread } from '#server/infra/excel/file-thread.ts';
import type { FileThreadOptions } from '#server/infra/excel/file-thread.ts';
import { rowsOrigin } from './rows-origin.ts';
import type { TestRows } from './rows-origin.ts';
import { columns, timeZone } from './table.ts';
import { writeTable } from './write.ts';

const streamed = ['csv', 'txt', 'xml', 'xlsx'] as const;
const all = [...streamed, 'xls'] as const;

/** Nothing that a .zip could make small. */
const batch = Array.from({ length: 100 }, (): Row => {
  const text = randomBytes(300).toString('base64');
  return ['login', `x${text}`, '1.00', 1, null, null];
});

const planOf = (format: (typeof all)[number]) => ({ format, columns, timeZone, title: 'x' });

const manyRows = (times: number, more: Partial<TestRows> = {}) =>
  rowsOrigin({ batches: [batch], times, ...more });

const portsNow = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

async function threadsEnded(before: number): Promise<void> {
  for (let wait = 0; wait < 100 && portsNow() > before; wait += 1) await sleep(50);
  expect(portsNow()).toBeLessThanOrEqual(before);
}

async function failureOf(options: FileThreadOptions): Promise<Error & { cause?: unknown }> {
  const failure = await buffer(fileThread(options)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Error);
  return failure as Error;
}

test.each(streamed)('.%s asks the source for no more than the reader takes', async (format) => {
  const { origin, given } = manyRows(5_000);
  const before = portsNow();
  const stream = fileThread({ plan: planOf(format), origin });
  await once(stream, 'readable');
  let soon = 0;
  while (given() > soon) {
    soon = given();
    await sleep(1_000);
  }
  // 5,000 batches are 200 MB of .csv; buffers hold a small part of them.
  expect(soon).toBeGreaterThan(0);
  expect(soon).toBeLessThan(2_500);
  stream.destroy();
  await threadsEnded(before);
  expect(given()).toBe(soon);
});

test.each(all)('.%s tells how many rows are done', async (format) => {
  const steps: number[] = [];
  const { origin, isClosed } = manyRows(7);
  const onProgress = (done: number) => steps.push(done);
  await buffer(fileThread({ plan: planOf(format), origin, onProgress }));
  expect(steps.at(-1)).toBe(700);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(isClosed()).toBe(true);
});

test('goes behind whoever waits for a page, where a thread can', async () => {
  const own = getPriority();
  const { origin, niceness } = manyRows(1);
  await buffer(fileThread({ plan: planOf('xlsx'), origin }));
  expect(niceness()).toBe(process.platform === 'linux' ? Math.max(own, 10) : own);
  expect(getPriority()).toBe(own);
});

test('tells so several times on the way', async () => {
  const steps: number[] = [];
  const { origin } = manyRows(600);
  const onProgress = (done: number) => steps.push(done);
  await buffer(fileThread({ plan: planOf('xlsx'), origin, onProgress }));
  expect(new Set(steps).size).toBeGreaterThan(2);
});

test.each(all)('.%s stops when it is told to, and leaves nothing running', async (format) => {
  const before = portsNow();
  const { origin, given } = manyRows(100_000);
  const stopping = new AbortController();
  const stream = fileThread({ plan: planOf(format), origin, signal: stopping.signal });
  setTimeout(() => stopping.abort(), 700);
  await expect(buffer(stream)).rejects.toMatchObject({ name: 'AbortError' });
  expect(given()).toBeLessThan(100_000);
  await threadsEnded(before);
});

test('one that is told to stop before it began writes nothing', async () => {
  const { origin, given } = manyRows(10);
  const failure = await failureOf({ plan: planOf('xlsx'), origin, signal: AbortSignal.abort() });
  expect(failure.name).toBe('AbortError');
  expect(given()).toBeLessThan(10);
});

test.each(all)('.%s ends with the fault of its source', async (format) => {
  const before = portsNow();
  const { origin } = manyRows(3, { fault: 'the database is gone' });
  const failure = await failureOf({ plan: planOf(format), origin });
  expect(failure).toBeInstanceOf(ExportThreadError);
  expect(failure.message).toContain(`the .${format} was not written`);
  expect(failure.message).toContain('the database is gone');
  expect(failure.cause).toMatchObject({ message: 'the database is gone' });
  await threadsEnded(before);
});

test.each([
  ['throws', 'throw new Error("broken")', { message: 'broken' }],
  ['exits', 'process.exit(7)', undefined],
  [
    'takes more memory than it may',
    'for (const kept = []; ;) kept.push(new Array(1_000_000).fill(kept.length))',
    { code: 'ERR_WORKER_OUT_OF_MEMORY' },
  ],
])('a thread that %s ends the stream with a clear error', async (_name, script, cause) => {
  const module = `data:text/javascript,${encodeURIComponent(script)}`;
  const failure = await failureOf({ plan: planOf('xlsx'), origin: { module, data: null } });
  expect(failure).toBeInstanceOf(ExportThreadError);
  expect(failure.message).toContain('the .xlsx was not written');
  if (cause === undefined) expect(failure.message).toContain('exit 7');
  else expect(failure.cause).toMatchObject(cause);
});

test.each(['csv', 'xlsx'] as const)('a zone that nobody knows is refused: .%s', async (format) => {
  const failure = await writeTable(format, { timeZone: 'Mars/Olympus' }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ExportThreadError);
  expect((failure as Error).cause).toBeInstanceOf(RangeError);
});
