/**
 * R4: writers of whom some commit late, and two readers of the same log: the product's tail, which
 * reads behind the fence, and the naive one, which goes by `id > cursor`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createLog } from '#server/infra/log.ts';
import { EventTail } from '#server/infra/events/tail.ts';
import type { Fixture } from '../support/fixture.ts';
import { withOwner } from '../support/fixture.ts';
import { lanes } from '../support/load.ts';
import { settleMs } from './database-state.ts';

export interface CursorGapOptions extends Pick<Fixture, 'companyId'> {
  url: string;
  writers: number;
  eventsEach: number;
  /** Share of writers' transactions that wait before they commit, and how long at most. */
  lateShare: number;
  lateMs: number;
}

export interface CursorGap {
  committed: number;
  missedByTail: number;
  twiceByTail: number;
  missedByNaive: number;
}

export async function readWhileSomeAreLate(options: CursorGapOptions): Promise<CursorGap> {
  const { url } = options;
  const seen = new Set<string>();
  let twiceByTail = 0;
  const tail = new EventTail({
    url,
    log: createLog('fatal'),
    onEvents: (events) => {
      for (const { envelope } of events) {
        if (seen.has(envelope.id)) twiceByTail += 1;
        seen.add(envelope.id);
      }
    },
    onEpoch: () => undefined,
  });
  await tail.start();
  const naive = startNaiveReader(url);
  await naive.started;
  await lanes(options.writers, (lane) => write(options, lane, tail));
  await sleep(500);
  const seenByNaive = await naive.stop();
  const committed = await readIds(url);
  const giveUpAt = performance.now() + settleMs;
  while (committed.some((id) => !seen.has(id)) && performance.now() < giveUpAt) await sleep(20);
  await tail.stop();
  return {
    committed: committed.length,
    missedByTail: committed.filter((id) => !seen.has(id)).length,
    twiceByTail,
    missedByNaive: committed.filter((id) => !seenByNaive.has(id)).length,
  };
}

function write(
  { url, companyId, eventsEach, lateShare, lateMs }: CursorGapOptions,
  lane: number,
  tail: EventTail,
): Promise<void> {
  return withOwner(url, async (client) => {
    for (let number = 1; number <= eventsEach; number += 1) {
      const wait = Math.random() < lateShare ? (Math.random() * lateMs) / 1000 : 0;
      await client.query('BEGIN');
      await client.query(
        `SELECT record_event($1, 'customer.locked', 'customer', $2, $3, NULL, NULL)`,
        [companyId, lane + 1, number + 1],
      );
      if (wait > 0) await client.query('SELECT pg_sleep($1)', [wait]);
      await client.query('COMMIT');
      tail.wake();
    }
  });
}

/** What most event tables are read with; it skips what commits after a later id was seen. */
function startNaiveReader(url: string) {
  const seen = new Set<string>();
  let isStopped = false;
  let begin: () => void = () => undefined;
  const started = new Promise<void>((resolve) => (begin = resolve));
  const done = withOwner(url, async (client) => {
    let cursor = '0';
    while (!isStopped) {
      const { rows } = await client.query<{ id: string }>({
        name: 'naive',
        text: 'SELECT id::text AS id FROM events WHERE id > $1::bigint ORDER BY events.id LIMIT 500',
        values: [cursor],
      });
      begin();
      for (const { id } of rows) seen.add(id);
      cursor = rows.at(-1)?.id ?? cursor;
      await sleep(2);
    }
  });
  const stop = async () => {
    isStopped = true;
    await done;
    return seen;
  };
  return { started, stop };
}

function readIds(url: string): Promise<string[]> {
  return withOwner(url, async (client) => {
    const { rows } = await client.query<{ id: string }>('SELECT id::text AS id FROM events');
    return rows.map(({ id }) => id);
  });
}
