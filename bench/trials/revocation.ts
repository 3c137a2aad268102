/**
 * R10: users are blocked while events keep coming. Their sockets, on the process that was asked and
 * on another one, must close in time, and nothing that was committed later may reach them.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { StreamClient } from '#tests/support/stream-client.ts';
import { Api } from '../support/api.ts';
import type { EventSource } from '../support/event-source.ts';
import type { Fixture, FixtureUser } from '../support/fixture.ts';
import { at, withOwner } from '../support/fixture.ts';
import { settleMs } from './database-state.ts';

export interface RevocationOptions extends Fixture {
  url: string;
  /** The first is asked to block. */
  origins: readonly [string, string];
  source: EventSource;
  /** `row` is the control: the row says blocked, but nobody is told. */
  by: 'event' | 'row';
  waitMs: number;
}

export interface Revocation {
  users: number;
  /** Events committed after the block that were delivered to the blocked. */
  deliveredAfter: number;
  neverClosed: number;
  /** Milliseconds from sending the block until the sockets closed, the slowest user's. */
  slowestMs: { sameProcess: number; otherProcess: number };
}

export async function revokeWhileWriting(options: RevocationOptions): Promise<Revocation> {
  const { origins, users, source, url } = options;
  const api = new Api({ origin: origins[0], cookie: at(users, 0).cookie });
  const work = { isDone: false };
  const writing = (async () => {
    while (!work.isDone) {
      await source.post(1);
      await sleep(3);
    }
  })();
  const result: Revocation = {
    users: 0,
    deliveredAfter: 0,
    neverClosed: 0,
    slowestMs: { sameProcess: 0, otherProcess: 0 },
  };
  for (const user of users.slice(1)) {
    const streams = await Promise.all(origins.map((origin) => follow(origin, user)));
    await sleep(50);
    const sentAt = performance.now();
    const closing = () => streams.map((stream) => closed(stream, sentAt, options.waitMs));
    const times = options.by === 'event' ? closing() : null;
    const mark = await block(options, api, user);
    if (times === null) await untilToldLater(streams, mark);
    const [same = null, other = null] = await Promise.all(times ?? closing());
    result.users += 1;
    result.neverClosed += [same, other].filter((ms) => ms === null).length;
    result.slowestMs.sameProcess = Math.max(result.slowestMs.sameProcess, same ?? options.waitMs);
    result.slowestMs.otherProcess = Math.max(
      result.slowestMs.otherProcess,
      other ?? options.waitMs,
    );
    const received = streams.flatMap(({ events }) => events.map(({ id }) => id));
    result.deliveredAfter += await countLater(url, received, mark);
    for (const stream of streams) stream.cut();
  }
  work.isDone = true;
  await writing;
  api.close();
  return result;
}

function follow(origin: string, { cookie }: FixtureUser): Promise<StreamClient> {
  const url = `${origin.replace('http', 'ws')}/trpc`;
  return StreamClient.open({ url, headers: { cookie, origin } });
}

/** The control: whoever is blocked in the row alone is told of what is committed after that. */
async function untilToldLater(streams: readonly StreamClient[], mark: string): Promise<void> {
  const isTold = ({ events }: StreamClient) => events.some(({ id }) => BigInt(id) > BigInt(mark));
  await Promise.all(streams.map((stream) => stream.until(() => isTold(stream), settleMs)));
}

async function closed(
  stream: StreamClient,
  sentAt: number,
  waitMs: number,
): Promise<number | null> {
  try {
    await stream.until(() => stream.closeCode !== null, waitMs);
    return performance.now() - sentAt;
  } catch {
    // It is still open: that is what is being looked for.
    return null;
  }
}

/** @returns the id of an event; what is committed after it must not arrive */
async function block(
  { by, url, companyId }: RevocationOptions,
  api: Api,
  { id: userId }: FixtureUser,
): Promise<string> {
  if (by === 'event') {
    const { error } = await api.mutate('user.block', { userId, version: 1 });
    if (error !== null) throw new Error(`the block was refused: ${error}`);
  }
  return withOwner(url, async (owner) => {
    if (by === 'row')
      await owner.query('UPDATE users SET blocked_at = now() WHERE id = $1', [userId]);
    const { rows } = await owner.query<{ id: string }>(
      by === 'event'
        ? `SELECT id::text AS id FROM events WHERE company_id = $1 AND type = 'user.blocked' AND subject_id = $2`
        : 'SELECT max(id)::text AS id FROM events WHERE company_id = $1 AND subject_id <> $2',
      [companyId, userId],
    );
    return rows[0]?.id ?? '0';
  });
}

function countLater(url: string, received: string[], mark: string): Promise<number> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM events e, events m
       WHERE m.id = $2::bigint AND e.id = ANY($1::bigint[]) AND (e.xid, e.id) > (m.xid, m.id)`,
      [received, mark],
    );
    return rows[0]?.count ?? 0;
  });
}
