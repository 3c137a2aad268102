import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startServerOn } from '../../../bench/support/stage.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Place } from '#server/shared/presence.ts';
import { startTestApp, visitorOf } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { freePort, startCutProxy } from '#tests/support/cut-proxy.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { PresenceClient } from '#tests/support/presence-client.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, versionOf } from '#tests/support/world.ts';

let database: TestDatabase;
let owner: PrismaClient;
let one: TestApp;
let two: TestApp;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = ownerOf(database);
  one = await startTestApp({ databaseUrl: database.url });
  two = await startTestApp({ databaseUrl: database.url });
});

afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await database.drop();
});

beforeEach(async () => {
  world = await createWorld(owner, one);
});

const place = (change: Partial<Place> = {}): Place => ({
  ...{ customerId: world.customerId, state: 'viewing', field: null, intent: null },
  ...change,
});

const openAt = ({ origin }: Pick<TestApp, 'origin'>, { cookie }: Person) =>
  visitorOf(origin, cookie).openTab();

const sees = (name: string, what = 'viewing') => `${name} ${world.customerId} ${what}`;

it('people at two processes see each other come, act and leave', async () => {
  const { olena, taras, other } = world;
  const stranger = await openAt(two, other.superadmin);
  const atOne = await openAt(one, olena);
  const atTwo = await openAt(two, taras);
  await atOne.show(place());
  await atTwo.show(place({ state: 'editing', field: 'phone' }));
  const both = [sees(olena.name), sees(taras.name, 'editing phone')];
  await Promise.all([atOne.untilPeople(both), atTwo.untilPeople(both)]);
  atOne.close();
  await atTwo.untilPeople([sees(taras.name, 'editing phone')], 1_000);
  await atTwo.show(place({ intent: 'lock' }));
  const late = await openAt(one, olena);
  await late.untilPeople([sees(taras.name, 'viewing, lock')]);
  expect(stranger.messages).toEqual([{ kind: 'all', leases: [] }]);
  for (const tab of [atTwo, late, stranger]) tab.close();
});

it('a process that starts later knows at once, and one that stops takes its people along', async () => {
  const { olena, taras } = world;
  const stays = await openAt(one, olena);
  await stays.show(place());
  const third = await startTestApp({ databaseUrl: database.url });
  const guest = await openAt(third, taras);
  await guest.untilPeople([sees(olena.name)]);
  await guest.show(place({ state: 'away' }));
  await stays.untilPeople([sees(olena.name), sees(taras.name, 'away')]);
  const stopped = third.stop();
  await stays.untilPeople([sees(olena.name)], 3_000);
  await stopped;
  stays.close();
});

it('after kill -9 of one its people are gone within fifteen seconds, and nobody else', async () => {
  const { olena, taras } = world;
  const doomed = await startServerOn({ databaseUrl: database.url, port: 0 });
  const witness = await openAt(one, olena);
  const stays = await openAt(two, taras);
  const gone = await Promise.all([openAt(doomed, taras), openAt(doomed, olena)]);
  await stays.show(place({ state: 'away' }));
  await Promise.all(gone.map((tab) => tab.show(place())));
  await witness.until(() => witness.leases.size === 3);
  const told = witness.messages.length;
  const startedAt = performance.now();
  await doomed.process.kill();
  await witness.untilPeople([sees(taras.name, 'away')], 15_000);
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  const heard = witness.messages.slice(told);
  expect(heard.flatMap((message) => (message.kind === 'changes' ? message.set : []))).toEqual([]);
  await stays.untilPeople([sees(taras.name, 'away')], 2_000);
  witness.close();
  stays.close();
}, 90_000);

/** Ends the connections by which processes tell each other; the latest started is the last one. */
async function endBus(which: 'all' | 'last'): Promise<void> {
  const pids = await owner.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE application_name = 'tandem presence' AND datname = current_database()
    ORDER BY backend_start`;
  for (const { pid } of which === 'all' ? pids : pids.slice(-1)) {
    await owner.$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
  }
}

it.each(['last', 'all'] as const)(
  'what happens while the connection of %s is lost is known soon after',
  async (which) => {
    const { olena, taras } = world;
    const tabs = await Promise.all([openAt(one, taras), openAt(one, taras), openAt(two, olena)]);
    const [leaves, stays, witness] = tabs;
    for (const tab of tabs) await tab.show(place());
    await Promise.all(tabs.map((tab) => tab.until(() => tab.leases.size === 3)));
    await endBus(which);
    // Nobody hears these, and what no other process hears is told here all the same.
    leaves.close();
    expect(await stays.show(place({ state: 'editing', field: 'city' }))).toBe('OK');
    const expected = [sees(olena.name), sees(taras.name, 'editing city')];
    await stays.untilPeople(expected, 1_000);
    await witness.untilPeople(expected, 15_000);
    for (const tab of tabs) tab.close();
  },
);

it('without the database people of one process see each other on, the others catch up', async () => {
  const { olena, taras } = world;
  const port = await freePort();
  const cable = await startCutProxy(port, database.url);
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const remote = await startTestApp({ databaseUrl: url.href });
  const witness = await openAt(one, olena);
  const tabs = await Promise.all([openAt(remote, taras), openAt(remote, olena)]);
  await tabs[0].show(place());
  await witness.untilPeople([sees(taras.name)]);
  cable.cut();
  await sleep(300);
  expect(await tabs[0].show(place({ intent: 'withdraw' }))).toBe('OK');
  await tabs[1].untilPeople([sees(taras.name, 'viewing, withdraw')], 1_000);
  cable.join();
  await witness.untilPeople([sees(taras.name, 'viewing, withdraw')], 15_000);
  for (const tab of [witness, ...tabs]) tab.close();
  await remote.stop();
  cable.close();
}, 60_000);

it('a user blocked through one process is seen nowhere any more', async () => {
  const { olena, taras } = world;
  const witnesses = await Promise.all([openAt(one, olena), openAt(two, olena)]);
  const tabs = await Promise.all([openAt(one, taras), openAt(two, taras)]);
  for (const tab of tabs) await tab.show(place());
  for (const witness of witnesses) await witness.until(() => witness.leases.size === 2);
  const version = await versionOf(owner, { userId: taras.id });
  await olena.trpc.user.block.mutate({ userId: taras.id, version });
  for (const witness of witnesses) await witness.untilPeople([], 1_500);
  for (const witness of witnesses) witness.close();
});

it('takes no notice of what others say on the channel', async () => {
  const { olena, taras } = world;
  const witness = await openAt(two, olena);
  for (const payload of ['', 'x'.repeat(7_000), '{"kind":"changes","from":"x","seq":1}', '[]']) {
    await owner.$queryRaw`SELECT pg_notify('tandem_presence', ${payload})::text`;
  }
  const tab = await openAt(one, taras);
  await tab.show(place());
  await witness.untilPeople([sees(taras.name)]);
  expect(witness.messages).toHaveLength(2);
  tab.close();
  witness.close();
});

it('many people at two processes are one picture at both', async () => {
  const { taras } = world;
  const tabs: PresenceClient[] = [];
  for (let at = 0; at < 40; at += 1) tabs.push(await openAt(at % 2 ? one : two, taras));
  const fields = ['phone', 'email', 'city', 'tags', 'comment'] as const;
  await Promise.all(
    tabs.map(async (tab, at) => {
      for (let step = 0; step < 5; step += 1) {
        await tab.show(place({ state: 'editing', field: fields[(at + step) % 5] ?? null }));
      }
    }),
  );
  const expected = tabs.map((_, at) => sees(taras.name, `editing ${fields[(at + 4) % 5]}`));
  for (const tab of tabs) await tab.untilPeople(expected);
  for (const tab of tabs) tab.close();
});
