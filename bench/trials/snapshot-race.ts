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
    const witnesses = await openWitnesses(options, at(apis, 0));
    const writers = startWriters({
      users: options.users,
      customerIds: options.customerIds,
      origin: () => options.origin,
      count: options.writers,
      pauseMs: 0,
    });
    const pages = await Promise.all(
      Array.from({ length: options.atOnce }, async (_, index) => {
        await sleep(Math.random() * 200);
        const witness = at(witnesses, index);
        return {
          customerId: witness.customerId,
          follower: await openPage(options, at(apis, index), { witness, index }),
        };
      }),
    );
    await sleep(50);
    await writers.stop();
    const rows = await readCustomers(options.url, options.customerIds);
    const isLevel = ({ customerId, follower }: Page) =>
      rows.some((row) => row.id === customerId && isSame(row, follower.state(customerId)));
    // The control never gets level.
    const giveUpAt = performance.now() + (options.cursor === 'none' ? 2_000 : settleMs);
    const isSettled = () => pages.every((page) => page.follower.isLive && isLevel(page));
    while (!isSettled() && performance.now() < giveUpAt) await sleep(5);
    result.trials += pages.length;
    result.mismatches += pages.filter((page) => !isLevel(page)).length;
    for (const { follower } of pages) result.gaps += follower.gaps;
    for (const { follower } of [...pages, ...witnesses]) follower.close();
  }
  for (const api of apis) api.close();
  return result;
}

interface Page {
  customerId: number;
  follower: Follower;
}

/** One page for each customer, open before anybody writes: it shows what the stream has told. */
async function openWitnesses(
  { users, origin, customerIds }: SnapshotRaceOptions,
  api: Api,
): Promise<Page[]> {
  const witnesses = await Promise.all(
    customerIds.map(async (customerId) => {
      const { customer, cursor } = await takeSnapshot(api, customerId);
      const { cookie } = at(users, 0);
      const customers = [customer];
      return {
        customerId,
        follower: new Follower({ origin: () => origin, cookie, memory: 'real', cursor, customers }),
      };
    }),
  );
  await until(() => witnesses.every(({ follower }) => follower.isLive), 'no witness is live');
  return witnesses;
}

async function openPage(
  { users, origin, cursor }: SnapshotRaceOptions,
  api: Api,
  { witness: { customerId, follower: witness }, index }: { witness: Page; index: number },
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
  // Every fourth one is slow: a change has been told to everybody before it subscribes.
  const isSlow = index % 4 === 0;
  const isTold = () => (witness.state(customerId)?.version ?? 0) > taken.customer.version;
  if (isSlow) await until(isTold, 'no later change was told');
  return new Follower({
    origin: () => origin,
    cookie: at(users, index).cookie,
    memory: 'real',
    cursor: taken.cursor,
    customers: [taken.customer],
  });
}

async function until(isDone: () => boolean, otherwise: string): Promise<void> {
  const giveUpAt = performance.now() + settleMs;
  while (!isDone()) {
    if (performance.now() > giveUpAt) throw new Error(otherwise);
    await sleep(5);
  }
}
