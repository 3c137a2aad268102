/**
 * P5 and P6 through the product: an export is ordered over HTTP, read from the database and written by
 * the job of the process that serves everybody else. Pace and memory of that process, how long its
 * event loop stood still, and what others wait meanwhile.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExportDto, StartExportInput } from '#server/features/export/schema.ts';
import { assert } from '#server/shared/assert.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { interleave, median, quantile } from './support/figures.ts';
import { at, withOwner } from './support/fixture.ts';
import type { ServerWatch } from './support/server-process.ts';
import type { ServerUnderTest, Stage } from './support/stage.ts';
import { onStage } from './support/stage.ts';

const otherCallers = 4;
/** Between two calls of one of them. */
const pauseMs = 20;

export function exportJob(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 2, customers: 0 }, async (stage) => {
    const small = bench.scale(100_000, 5_000);
    await fill(stage, { small, large: small * 5 });
    const rounds = bench.scale(3, 1);
    const measured: Record<string, Measured[]> = {};
    const note = async (name: string, order: Order) => {
      const one = await inNewProcess(stage, order);
      (measured[name] ??= []).push(one);
      return one;
    };
    const paceOf = (format: ExportFormat) => async () =>
      (await note(format, { format, city: 'any' })).rowsPerSecond;
    const pace = await interleave(rounds, paceOf('xlsx'), paceOf('csv'));
    const peakOf = (city: Order['city']) => async () =>
      (await note(`memory ${city}`, { format: 'xlsx', city })).peakRssBytes;
    const memory = await interleave(rounds, peakOf('any'), peakOf('small'));
    const stalls = (measured['xlsx'] ?? []).map(({ longestStallMs }) => longestStallMs);
    const others = await othersMeanwhile(stage, rounds);
    return {
      figures: [
        {
          name: 'P5 job: .xlsx rows/s / .csv rows/s',
          ratio: pace.ratio,
          target: { atLeast: 0.25 },
        },
        {
          name: `P5 job: peak memory at ${small * 5} rows / at ${small}`,
          ratio: memory.ratio,
          target: { atMost: 1.5 },
        },
        {
          name: 'P5 job: longest stall of the serving event loop, ms (median of the runs)',
          ratio: median(stalls),
          target: { atMost: 50 },
        },
        {
          name: 'P6 p99 of others during an export / idle',
          ratio: others.ratio,
          target: { atMost: 2 },
        },
      ],
      details: { pace, memory, others, measured },
    };
  });
}

async function fill(
  { url, companyId }: Stage,
  { small, large }: { small: number; large: number },
): Promise<void> {
  await withOwner(url, async (owner) => {
    // What is measured searches nothing; filling would take many times as long with it.
    await owner.query('DROP INDEX IF EXISTS customers_search_text_idx');
    await owner.query(
      `INSERT INTO customers (company_id, login, email, phone, first_name, last_name, city)
       SELECT $1, 'customer' || n, 'customer' || n || '@mail.example',
         '+38050' || lpad(n::text, 7, '0'), 'Олександр', 'Коваленко-' || n % 997,
         CASE WHEN n <= $2 THEN 'small' ELSE 'large' END
       FROM generate_series(1, $3::int) n`,
      [companyId, small, large],
    );
    await owner.query('VACUUM ANALYZE customers');
  });
}

interface Order {
  format: ExportFormat;
  city: 'any' | 'small';
}

interface Measured extends ServerWatch {
  rowsPerSecond: number;
  rows: number;
}

/** A new process each time: resident memory goes up and seldom down. */
async function inNewProcess(stage: Stage, order: Order): Promise<Measured> {
  const server = await stage.startServer();
  const api = new Api({ origin: server.origin, cookie: at(stage.users, 0).cookie });
  // What a process has when it has served somebody.
  await api.query('customer.list', {});
  await server.process.ask('watch');
  const startedAt = performance.now();
  const { rowsDone } = await exportOnce(api, order);
  const seconds = (performance.now() - startedAt) / 1_000;
  const watched = await server.process.ask<ServerWatch>('unwatch');
  api.close();
  await server.process.stop();
  return { rowsPerSecond: rowsDone / seconds, rows: rowsDone, ...watched };
}

async function exportOnce(api: Api, { format, city }: Order): Promise<ExportDto> {
  const filter = city === 'any' ? {} : { city };
  const question = { search: '', filter, sort: 'id', direction: 'asc' } as const;
  const order: StartExportInput = {
    ...{ format, columns: 'documented', mutationId: randomUUID() },
    source: { kind: 'matching', question },
  };
  const { data, error } = await api.mutate('export.start', order);
  assert(error === null, `the export was refused: ${String(error)}`);
  const { id: exportId } = data as ExportDto;
  for (;;) {
    const found = (await api.query('export.get', { exportId })).data as ExportDto;
    if (found.state === 'ready') return found;
    assert(found.state === 'waiting' || found.state === 'running', `it is ${found.state}`);
    await sleep(100);
  }
}

/** What others wait for a page of the list, while an export is written and while none is. */
async function othersMeanwhile(stage: Stage, rounds: number) {
  const server = await stage.startServer();
  const api = new Api({ origin: server.origin, cookie: at(stage.users, 0).cookie });
  await p99Until(stage, server, sleep(2_000));
  const outcome = await interleave(
    rounds,
    () => p99Until(stage, server, exportOnce(api, { format: 'xlsx', city: 'any' })),
    () => p99Until(stage, server, sleep(10_000)),
  );
  api.close();
  await server.process.stop();
  return outcome;
}

async function p99Until(
  { users }: Stage,
  { origin }: ServerUnderTest,
  end: Promise<unknown>,
): Promise<number> {
  let isOver = false;
  const times: number[] = [];
  const caller = async () => {
    const api = new Api({ origin, cookie: at(users, 1).cookie });
    while (!isOver) {
      const startedAt = performance.now();
      await api.query('customer.list', { pageSize: 50 });
      times.push(performance.now() - startedAt);
      await sleep(pauseMs);
    }
    api.close();
  };
  const callers = Array.from({ length: otherCallers }, caller);
  await end.finally(() => (isOver = true));
  await Promise.all(callers);
  return quantile(times, 0.99);
}
