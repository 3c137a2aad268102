import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { codeOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { freePort, startCutProxy } from '#tests/support/cut-proxy.ts';
import type { CutProxy } from '#tests/support/cut-proxy.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call, newKey, query, send } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

let database: TestDatabase;
let owner: PrismaClient;
let cable: CutProxy;
/** Reaches the database through a cable that can be cut. */
let app: TestApp;
/** Has a cable of its own. */
let neighbour: TestApp;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = ownerOf(database);
  const port = await freePort();
  cable = await startCutProxy(port, database.url);
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  app = await startTestApp({ databaseUrl: url.href });
  neighbour = await startTestApp({ databaseUrl: database.url });
});

afterAll(async () => {
  cable.join();
  await Promise.all([app.stop(), neighbour.stop()]);
  cable.close();
  await database.drop();
});

beforeEach(async () => {
  world = await createWorld(owner, app);
});

function deposit(by: TestApp, idempotencyKey = newKey()) {
  const { customerId, olena } = world;
  const input = { customerId, amount: '1', note: 'Поповнення', confirmRepeated: true };
  return by.visitor(olena.cookie).trpc.operation.deposit.mutate({ ...input, idempotencyKey });
}

it('says that it is not available, and afterwards brings what was missed, in order, once', async () => {
  const { taras, olena, customerId } = world;
  const stream = await taras.follow();
  await deposit(app);
  await stream.until(() => stream.events.length === 1);
  cable.cut();
  const { cookie } = olena;
  const read = await query(app, 'customer.get', { customerId }, { cookie });
  expect([read.status, read.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  expect(read.text).not.toMatch(/ECONN|127\.0\.0\.1|postgres|prisma/i);
  const lock = { customerId, version: 2, reason: 'Спам' };
  await expectNothingWritten(owner, async () => {
    const write = await call(app, 'customer.lock', lock, { cookie });
    expect([write.status, write.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(await codeOf(deposit(app))).toBe('SERVICE_UNAVAILABLE');
    const signIn = await call(app, 'session.signIn', { email: 'a@b.example', password: 'x' });
    expect([signIn.status, signIn.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
  });
  expect((await send(app, '/healthz')).status).toBe(200);
  expect((await send(app, '/readyz')).status).toBe(503);
  expect((await send(neighbour, '/readyz')).status).toBe(200);
  await expect(taras.follow()).rejects.toThrow('503');
  for (let at = 0; at < 20; at += 1) await deposit(neighbour);
  await sleep(2_000);
  expect(stream.events).toHaveLength(1);
  expect(stream.closeCode).toBeNull();
  cable.join();
  await stream.until(() => stream.events.length === 21, 15_000);
  expect(stream.events.map(({ version }) => version)).toEqual(
    Array.from({ length: 21 }, (_, at) => at + 2),
  );
  await expect.poll(async () => (await send(app, '/readyz')).status, { timeout: 5_000 }).toBe(200);
  const later = await call(app, 'customer.lock', { ...lock, version: 22 }, { cookie });
  expect(later.status).toBe(200);
  await stream.untilEvent('customer.locked');
  expect(stream.events).toHaveLength(22);
  stream.close();
}, 60_000);

it('a deposit that lost its answer with the cable is made once when it is asked for again', async () => {
  const { customerId } = world;
  const keys = Array.from({ length: 30 }, newKey);
  const first = keys.map((key) => codeOf(deposit(app, key)));
  await sleep(20);
  cable.cut();
  const codes = new Set(await Promise.all(first));
  codes.delete('OK');
  expect([...codes].filter((code) => code !== 'SERVICE_UNAVAILABLE')).toEqual([]);
  cable.join();
  for (const key of keys) {
    await expect.poll(() => codeOf(deposit(app, key)), { timeout: 10_000 }).toBe('OK');
  }
  expect(await owner.operation.count({ where: { customerId } })).toBe(30);
  const { balance, version } = await owner.customer.findUniqueOrThrow({
    where: { id: customerId },
  });
  expect([balance.toFixed(2), version]).toEqual(['30.00', 31]);
}, 60_000);

it('survives many cuts, and a page that follows sees every event once', async () => {
  const { taras, customerId } = world;
  const stream = await taras.follow();
  for (let round = 0; round < 5; round += 1) {
    const writes = Array.from({ length: 5 }, () => deposit(neighbour));
    cable.cut();
    await Promise.all(writes);
    await sleep(150);
    cable.join();
    await sleep(100);
  }
  await stream.until(() => stream.events.length === 25, 15_000);
  expect(stream.events.map(({ version }) => version)).toEqual(
    Array.from({ length: 25 }, (_, at) => at + 2),
  );
  expect(stream.events.every(({ subject }) => subject.id === customerId)).toBe(true);
  stream.close();
}, 60_000);
