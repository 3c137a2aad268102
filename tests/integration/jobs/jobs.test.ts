import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { createDb } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { defineJob, enqueueJob, handleJob } from '#server/infra/jobs/job.ts';
import type { HandledJob, JobContext, JobKind } from '#server/infra/jobs/job.ts';
import { queryJobs } from '#server/infra/jobs/queue.ts';
import { JobRunner } from '#server/infra/jobs/runner.ts';
import type { JobRunnerOptions } from '#server/infra/jobs/runner.ts';
import { createLog } from '#server/infra/log.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

let database: TestDatabase;
/** As the application's own, restricted role. */
let db: PrismaClient;
const runners: JobRunner[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb({ url: database.url, poolMax: 10 });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await db.$executeRaw`DELETE FROM background.jobs`;
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const kindOf = (limits: Partial<JobKind<{ value: number }>> = {}) =>
  defineJob({
    name: 'report.make',
    payload: z.strictObject({ value: z.number().int() }),
    backoffMs: 50,
    ...limits,
  });

function start(jobs: HandledJob[], options: Partial<JobRunnerOptions> = {}): JobRunner {
  const log = createLog('silent');
  const runner = new JobRunner({ db, log, jobs, pollMs: 40, leaseMs: 10_000, ...options });
  runners.push(runner);
  runner.start();
  return runner;
}

interface JobRow {
  state: string;
  attempts: number;
  last_error: string | null;
}

async function rowOf(id: number): Promise<JobRow | undefined> {
  const rows = await db.$queryRaw<JobRow[]>`
    SELECT state, attempts, last_error FROM background.jobs WHERE id = ${id}`;
  return rows[0];
}

async function until(claim: () => Promise<boolean> | boolean, maxMs = 15_000): Promise<void> {
  const end = Date.now() + maxMs;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error('it did not come to pass');
    await sleep(20);
  }
}

const untilState = (id: number, state: string) =>
  until(async () => (await rowOf(id))?.state === state);

/** A handler that ends when it is asked to. */
const obedient = (_payload: unknown, { signal }: JobContext) =>
  new Promise<void>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

test('each job runs once, however many processes look for work', async () => {
  const kind = kindOf({ concurrency: 3 });
  const seen: number[] = [];
  const jobs = [
    handleJob(kind, async ({ value }) => {
      seen.push(value);
      await sleep(5);
    }),
  ];
  start(jobs);
  start(jobs);
  start(jobs);
  const values = Array.from({ length: 60 }, (_, value) => value);
  for (const value of values) await enqueueJob(db, kind, { payload: { value } });
  await until(async () => {
    const [counted] = await queryJobs(db).counts();
    return counted?.state === 'done' && counted.count === 60;
  });
  expect(seen.sort((a, b) => a - b)).toEqual(values);
});

test('a job exists if its transaction commits, and only then', async () => {
  const kind = kindOf();
  const seen: number[] = [];
  const runner = start([handleJob(kind, ({ value }) => Promise.resolve(void seen.push(value)))]);
  const ctx = { db, events: { wake: () => runner.wake() } };
  const failing = inTransaction(ctx, async (tx) => {
    await enqueueJob(tx, kind, { payload: { value: 1 } });
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  let seenBeforeCommit = -1;
  await inTransaction(ctx, async (tx) => {
    await enqueueJob(tx, kind, { payload: { value: 2 } });
    await sleep(200);
    seenBeforeCommit = seen.length;
  });
  await until(() => seen.length > 0);
  expect(seenBeforeCommit).toBe(0);
  expect(seen).toEqual([2]);
  expect(await queryJobs(db).counts()).toHaveLength(1);
});

test('one that fails is tried again after a pause that grows, then stays among the failed', async () => {
  const kind = kindOf({ attemptsMax: 3, backoffMs: 100 });
  const at: number[] = [];
  start([
    handleJob(kind, (_payload, { attempt }) => {
      at.push(Date.now());
      return Promise.reject(new Error(`no luck ${attempt}`));
    }),
  ]);
  const id = await enqueueJob(db, kind, { payload: { value: 7 } });
  await untilState(id, 'failed');
  expect(at).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = at;
  expect(second - first).toBeGreaterThanOrEqual(80);
  expect(third - second).toBeGreaterThanOrEqual(160);
  expect(await queryJobs(db).failed(10)).toEqual([
    expect.objectContaining({ id, payload: { value: 7 }, attempts: 3, error: 'Error: no luck 3' }),
  ]);
  expect(await queryJobs(db).counts()).toEqual([
    { name: 'report.make', state: 'failed', count: 1 },
  ]);
});

test('a failed one can be given another round', async () => {
  const kind = kindOf({ attemptsMax: 1 });
  let isGood = false;
  start([handleJob(kind, () => (isGood ? Promise.resolve() : Promise.reject(new Error('no'))))]);
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'failed');
  isGood = true;
  expect(await queryJobs(db).retry(id)).toBe(true);
  await untilState(id, 'done');
});

test('one that takes longer than its time has failed, even if it does not listen', async () => {
  const kind = kindOf({ attemptsMax: 1, timeLimitMs: 100 });
  const reasons: unknown[] = [];
  start([
    handleJob(kind, async (_payload, { signal }) => {
      signal.addEventListener('abort', () => reasons.push(signal.reason));
      await sleep(60_000, null, { ref: false });
    }),
  ]);
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'failed');
  expect((await rowOf(id))?.last_error).toBe('longer than 100 ms');
  expect(reasons).toEqual([expect.objectContaining({ name: 'JobStopped', reason: 'timeLimit' })]);
});

test('no more of a kind run at once than the kind says', async () => {
  const kind = kindOf({ concurrency: 2 });
  let now = 0;
  let most = 0;
  for (let value = 0; value < 10; value += 1) await enqueueJob(db, kind, { payload: { value } });
  start([
    handleJob(kind, async () => {
      most = Math.max(most, (now += 1));
      await sleep(30);
      now -= 1;
    }),
  ]);
  await until(async () => {
    const [counted, ...others] = await queryJobs(db).counts();
    return counted?.state === 'done' && others.length === 0;
  });
  expect(most).toBe(2);
});

test('one that waits is cancelled at once and never runs', async () => {
  const kind = kindOf();
  const id = await enqueueJob(db, kind, {
    payload: { value: 1 },
    runAt: new Date(Date.now() + 300),
  });
  expect(await queryJobs(db).cancel(id)).toBe(true);
  let runs = 0;
  start([handleJob(kind, () => Promise.resolve(void (runs += 1)))]);
  await sleep(500);
  expect(runs).toBe(0);
  expect((await rowOf(id))?.state).toBe('cancelled');
  expect(await queryJobs(db).cancel(id)).toBe(false);
});

test('one that runs in another process is told to end, and is not tried again', async () => {
  const kind = kindOf();
  const reasons: unknown[] = [];
  start([
    handleJob(kind, async (payload, context) => {
      await obedient(payload, context).catch((error: unknown) => {
        reasons.push(error);
        throw error;
      });
    }),
  ]);
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'running');
  expect(await queryJobs(db).cancel(id)).toBe(true);
  await untilState(id, 'cancelled');
  expect(reasons).toEqual([expect.objectContaining({ reason: 'cancelled' })]);
});

test('a payload that is not what the kind takes is refused, and never tried twice', async () => {
  const kind = kindOf();
  await expect(enqueueJob(db, kind, { payload: { value: 1.5 } })).rejects.toThrow(z.ZodError);
  const old = defineJob({ name: kind.name, payload: z.strictObject({ other: z.string() }) });
  const id = await enqueueJob(db, old, { payload: { other: 'of an older version' } });
  start([handleJob(kind, () => Promise.resolve())]);
  await untilState(id, 'failed');
  expect(await rowOf(id)).toMatchObject({ attempts: 1 });
});

test('stopping waits for what runs', async () => {
  const kind = kindOf();
  const runner = start([handleJob(kind, () => sleep(400))]);
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'running');
  await runner.stop();
  expect((await rowOf(id))?.state).toBe('done');
});

test('stopping puts back what takes too long, and the try does not count', async () => {
  const kind = kindOf();
  const runner = start([handleJob(kind, obedient)], { drainMs: 100 });
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'running');
  await runner.stop();
  expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 0 });
  start([handleJob(kind, () => Promise.resolve())]);
  await untilState(id, 'done');
});

test('a long job keeps its lease as long as its process gives signs of life', async () => {
  const kind = kindOf();
  let runs = 0;
  const jobs = [
    handleJob(kind, async () => {
      runs += 1;
      await sleep(6_000);
    }),
  ];
  start(jobs, { leaseMs: 3_000 });
  start(jobs, { leaseMs: 3_000 });
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'done');
  expect(runs).toBe(1);
});

test('what a process does after it lost its lease counts for nothing', async () => {
  const kind = kindOf();
  const reasons: unknown[] = [];
  start(
    [
      handleJob(kind, async (payload, context) => {
        if (context.attempt === 2) return;
        await obedient(payload, context).catch((error: unknown) => void reasons.push(error));
        throw new Error('too late');
      }),
    ],
    { leaseMs: 60_000 },
  );
  const id = await enqueueJob(db, kind, { payload: { value: 1 } });
  await untilState(id, 'running');
  // As if no sign of life had come for a while.
  await db.$executeRaw`UPDATE background.jobs SET leased_until = now() - interval '1 s' WHERE id = ${id}`;
  await queryJobs(db).takeFromDead();
  await untilState(id, 'done');
  await until(() => reasons.length > 0);
  expect(reasons).toEqual([expect.objectContaining({ reason: 'lost' })]);
  await sleep(100);
  expect(await rowOf(id)).toEqual({
    state: 'done',
    attempts: 2,
    last_error: 'its process ended',
  });
});

test('what is finished is kept for a while and then deleted', async () => {
  const kind = kindOf();
  start([handleJob(kind, () => Promise.resolve())]);
  const [old, young] = [
    await enqueueJob(db, kind, { payload: { value: 1 } }),
    await enqueueJob(db, kind, { payload: { value: 2 } }),
  ];
  await Promise.all([untilState(old, 'done'), untilState(young, 'done')]);
  await db.$executeRaw`
    UPDATE background.jobs SET finished_at = now() - interval '3 hours' WHERE id = ${old}`;
  await queryJobs(db).deleteFinished(2, 2);
  expect(await rowOf(old)).toBeUndefined();
  expect(await rowOf(young)).toBeDefined();
});
