import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Place } from '#server/shared/presence.ts';
import { startTestApp, visitorOf } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { freePort, startCutProxy } from '#tests/support/cut-proxy.ts';
import type { CutProxy } from '#tests/support/cut-proxy.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, versionOf } from '#tests/support/world.ts';

const intentIdleMs = 1_500;
let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let cable: CutProxy;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  const port = await freePort();
  // The address that the cable gives it is an own one, so that the Origin fits.
  const baseUrl = `http://localhost:${port}`;
  app = await startTestApp({
    databaseUrl: database.url,
    env: { allowedOrigins: [baseUrl] },
    main: { intentIdleMs },
  });
  cable = await startCutProxy(port, app.origin);
  owner = ownerOf(database);
});

afterAll(async () => {
  cable.close();
  await app.stop();
  await database.drop();
});

beforeEach(async () => {
  world = await createWorld(owner, app);
});

const place = (change: Partial<Place> = {}): Place => ({
  ...{ customerId: world.customerId, state: 'viewing', field: null, intent: null },
  ...change,
});

it.each(['close', 'terminate'] as const)('is gone within a second of %s', async (how) => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const [left, stays] = await Promise.all([taras.openTab(), taras.openTab()]);
  await Promise.all([left.show(place()), stays.show(place({ state: 'away' }))]);
  await witness.until(() => witness.leases.size === 2);
  const startedAt = performance.now();
  left.socket[how]();
  await witness.until(() => witness.leases.size === 1, 1_000);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect([...witness.leases.keys()]).toEqual([stays.leaseId]);
  stays.close();
  witness.close();
});

it('is gone within fifteen seconds of a cut cable, and nobody else is', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const beside = await olena.openTab();
  const far = await visitorOf(cable.origin, taras.cookie).openTab();
  await far.show(place());
  await beside.show(place({ state: 'away' }));
  await witness.until(() => witness.leases.size === 2);
  const startedAt = performance.now();
  cable.freeze();
  await witness.until(() => witness.leases.size === 1, 15_000);
  // Not sooner either: who is silent for a moment does not flicker.
  expect(performance.now() - startedAt).toBeGreaterThan(5_000);
  expect([...witness.leases.keys()]).toEqual([beside.leaseId]);
  expect([witness.closeCode, beside.closeCode]).toEqual([null, null]);
  // The cable holds again before the socket was given up: the place is shown as it was.
  cable.join();
  await witness.until(() => witness.leases.size === 2, 8_000);
  expect(witness.leases.has(String(far.leaseId))).toBe(true);
  expect(far.closeCode).toBeNull();
  for (const tab of [far, beside, witness]) tab.close();
}, 40_000);

it('a tab that sends nothing but the pongs of its browser stays as long as it lives', async () => {
  const { taras, olena, customerId } = world;
  const witness = await olena.openTab();
  const hidden = await taras.openTab();
  await hidden.show(place({ state: 'away' }));
  await witness.until(() => witness.leases.size === 1);
  await sleep(16_000);
  expect(witness.people).toEqual([`${taras.name} ${customerId} away`]);
  expect(witness.messages).toHaveLength(2);
  hidden.close();
  witness.close();
}, 40_000);

it('an intent ends when it is not renewed, and the place stays', async () => {
  const { taras, olena, customerId } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  await tab.show(place({ intent: 'withdraw' }));
  for (let at = 0; at < 14; at += 1) {
    await sleep(200);
    await tab.show(place({ intent: 'withdraw' }));
  }
  // Renewed for longer than it lasts by itself; a repetition is not told.
  expect(witness.people).toEqual([`${taras.name} ${customerId} viewing, withdraw`]);
  expect(witness.messages).toHaveLength(2);
  await witness.untilPeople([`${taras.name} ${customerId} viewing`], intentIdleMs + 2_000);
  await tab.show(place({ intent: 'withdraw' }));
  await witness.untilPeople([`${taras.name} ${customerId} viewing, withdraw`]);
  tab.close();
  witness.close();
});

it('ends with a sign-out and with a block, for all tabs of the session or the user', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const elsewhere = await app.signInAs(taras.id);
  const tabs = await Promise.all([taras.openTab(), taras.openTab(), elsewhere.openTab()]);
  await Promise.all(tabs.map((tab) => tab.show(place())));
  await witness.until(() => witness.leases.size === 3);
  await taras.trpc.session.signOut.mutate();
  await witness.until(() => witness.leases.size === 1, 1_000);
  expect([...witness.leases.keys()]).toEqual([tabs[2].leaseId]);
  const version = await versionOf(owner, { userId: taras.id });
  await olena.trpc.user.block.mutate({ userId: taras.id, version });
  await witness.untilPeople([], 1_000);
  await tabs[2].until(() => tabs[2].closeCode !== null);
  expect(tabs.map(({ closeCode }) => closeCode)).toEqual([4401, 4401, 4401]);
  witness.close();
});

it('keeps no trace of tabs that are gone, however they went', async () => {
  const { presence } = app.running.services;
  const before = presence.stats;
  const tabs = await Promise.all(Array.from({ length: 20 }, () => world.taras.openTab()));
  await Promise.all(tabs.map((tab) => tab.show(place())));
  expect(presence.stats).toMatchObject({
    leases: before.leases + 20,
    ownLeases: before.ownLeases + 20,
    readers: before.readers + 20,
  });
  for (const [at, tab] of tabs.entries()) tab.socket[at % 2 ? 'terminate' : 'close']();
  const { leases, ownLeases, readers } = before;
  await expect
    .poll(() => presence.stats, { timeout: 5_000 })
    .toMatchObject({ leases, ownLeases, readers });
});

it('stopping to follow ends nothing but the telling', async () => {
  const { taras, olena } = world;
  const witness = await olena.openTab();
  const tab = await taras.openTab();
  tab.send({ id: 1, method: 'subscription.stop' });
  await tab.show(place());
  await witness.until(() => witness.leases.size === 1);
  await sleep(100);
  expect(tab.messages).toHaveLength(1);
  tab.close();
  witness.close();
});
