/**
 * R3: a page is rendered while colleagues write, and subscribes a moment later from the cursor that
 * came with its data. Whatever happened in between must reach it, once.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { Api } from '../support/api.ts';
import type { Fixture } from '../support/fixture.ts';
import { at } from '../support/fixture.ts';
import { isSame, readCustomers, settleMs } from './database-state.ts';
import { Follower } from './follower.ts';
import { takeSnapshot } from './snapshot.ts';
import { startWriters } from './writers.ts';

export interface SnapshotRaceOptions extends Fixture {
  url: string;
  origin: string;
  trials: number;
  /** Trials between two looks at the database, with no writer under way. */
  atOnce: number;
  writers: number;
  /** `none` is the control: data first, then a subscription from "now". */
  cursor: 'rendered' | 'none';
}

export interface SnapshotRace {
  trials: number;
  /** Pages that did not end in the database's state by events alone. */
  mismatches: number;
  gaps: number;
}

export async function raceSnapshots(options: SnapshotRaceOptions): Promise<SnapshotRace> {
  const apis = options.users.map(({ cookie }) => new Api({ origin: options.origin, cookie }));
  const result: SnapshotRace = { trials: 0, mismatches: 0, gaps: 0 };
  while (result.trials < options.trials) {
    const writers = startWriters({
      users: options.users,
      customerIds: options.customerIds,
      origin: () => options.origin,
      count: options.writers,
      pauseMs: 0,
    });
    const followers = await Promise.all(
      Array.from({ length: options.atOnce }, async (_, index) => {
        await sleep(Math.random() * 200);
        const customerId = at(options.customerIds, index);
        return {
          customerId,
          follower: await openPage(options, at(apis, index), { customerId, index }),
        };
      }),
    );
    await sleep(50);
    await writers.stop();
    const rows = await readCustomers(options.url, options.customerIds);
    const isLevel = ({ customerId, follower }: (typeof followers)[number]) =>
      rows.some((row) => row.id === customerId && isSame(row, follower.state(customerId)));
    // The control never gets level.
    const giveUpAt = performance.now() + (options.cursor === 'none' ? 2_000 : settleMs);
    const isSettled = () => followers.every((each) => each.follower.isLive && isLevel(each));
    while (!isSettled() && performance.now() < giveUpAt) await sleep(5);
    result.trials += followers.length;
    result.mismatches += followers.filter((each) => !isLevel(each)).length;
    for (const { follower } of followers) {
      result.gaps += follower.gaps;
      follower.close();
    }
  }
  for (const api of apis) api.close();
  return result;
}

async function openPage(
  { users, origin, cursor }: SnapshotRaceOptions,
  api: Api,
  { customerId, index }: { customerId: number; index: number },
): Promise<Follower> {
  const taken =
    cursor === 'rendered'
      ? await takeSnapshot(api, customerId)
      : {
          customer: (await api.query('customer.get', { customerId })).data as CustomerDto,
          cursor: undefined,
        };
  // As long as a browser takes to hydrate.
  await sleep(Math.random() * 60);
  return new Follower({
    origin: () => origin,
    cookie: at(users, index).cookie,
    memory: 'real',
    cursor: taken.cursor,
    customers: [taken.customer],
  });
}
