/**
 * R1, R2, R12: pages whose sockets are cut every moment follow colleagues at work; in between,
 * servers come and go. In the end each page must have applied every committed event once and show
 * what the database holds.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at } from '../support/fixture.ts';
import { countEvents, isSame, readCustomers, settleMs } from './database-state.ts';
import { Follower } from './follower.ts';
import type { Memory } from './follower.ts';
import { takeSnapshot } from './snapshot.ts';
import { startWriters } from './writers.ts';

export interface EventLossOptions extends Fixture {
  /** The database, as the owner. */
  url: string;
  /** The server that a page or writer of this number should use now. */
  originOf: (client: number) => string;
  followers: number;
  writers: number;
  pauseMs: number;
  ms: number;
  cutEveryMs: number;
  memory: Memory;
  /** What happens to the servers meanwhile. */
  meanwhile: () => Promise<void>;
}

export interface EventLoss {
  committed: number;
  /** Distinct events applied ÷ (committed × followers). */
  appliedRatio: number;
  /** Followers in the database's state ÷ followers. */
  sameStateRatio: number;
  secondApplications: number;
  deliveredTwice: number;
  gaps: number;
  resyncs: number;
  connects: number;
  acknowledged: number;
}

export async function followThroughCuts(options: EventLossOptions): Promise<EventLoss> {
  const { url, customerIds, memory, ms, cutEveryMs, meanwhile } = options;
  const earlier = await countEvents(url, customerIds);
  const followers = await openFollowers(options);
  const writers = startWriters({
    users: options.users,
    customerIds,
    count: options.writers,
    pauseMs: options.pauseMs,
    origin: () => options.originOf(0),
  });
  const cutting = followers.map((follower, index) => {
    // Out of step, so that the server is never spared.
    const first = (cutEveryMs * index) / followers.length;
    let timer = setTimeout(function cut() {
      follower.cut();
      timer = setTimeout(cut, cutEveryMs);
    }, first);
    return () => clearTimeout(timer);
  });
  await Promise.all([sleep(ms), meanwhile()]);
  await writers.stop();
  for (const stopCutting of cutting) stopCutting();
  const expected = await readCustomers(url, customerIds);
  const isLevel = (follower: Follower) =>
    expected.every((row) => isSame(row, follower.state(row.id)));
  const giveUpAt = performance.now() + (memory === 'real' ? settleMs : 500);
  while (!followers.every(isLevel) && performance.now() < giveUpAt) await sleep(20);
  const committed = (await countEvents(url, customerIds)) - earlier;
  const sum = (read: (follower: Follower) => number) =>
    followers.reduce((total, follower) => total + read(follower), 0);
  const result: EventLoss = {
    committed,
    appliedRatio: sum(({ applied }) => applied) / (committed * followers.length),
    sameStateRatio: followers.filter(isLevel).length / followers.length,
    secondApplications: sum((follower) => follower.secondApplications),
    deliveredTwice: sum((follower) => follower.deliveredTwice),
    gaps: sum((follower) => follower.gaps),
    resyncs: sum((follower) => follower.resyncs),
    connects: sum((follower) => follower.connects),
    acknowledged: writers.acknowledged.size,
  };
  for (const follower of followers) follower.close();
  return result;
}

/** Each begins with a page that the server rendered, so with its cursor. */
async function openFollowers(options: EventLossOptions): Promise<Follower[]> {
  const { users, customerIds, followers: count, originOf, memory } = options;
  const api = new Api({ origin: originOf(0), cookie: at(users, 0).cookie });
  const taken = await Promise.all(customerIds.map((id) => takeSnapshot(api, id)));
  api.close();
  return Array.from(
    { length: count },
    (_, index) =>
      new Follower({
        origin: () => originOf(index),
        cookie: at(users, index).cookie,
        memory,
        cursor: taken[0]?.cursor,
        customers: taken.map(({ customer }) => customer),
      }),
  );
}
