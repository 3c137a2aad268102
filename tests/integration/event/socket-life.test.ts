import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import { codeOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestUser } from '#tests/support/app.ts';
import { StreamClient } from '#tests/support/stream-client.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

async function lock(by: TestUser, version = 1): Promise<void> {
  const { customerId } = world;
  await by.trpc.customer.lock.mutate({ customerId, version, reason: 'Спам' });
}

it('answers PING with PONG, at once and as often as a page asks', async () => {
  const stream = await world.taras.follow();
  const answers: string[] = [];
  stream.socket.on('message', (data: Buffer) => answers.push(data.toString()));
  for (let at = 0; at < 20; at += 1) stream.socket.send('PING');
  await expect.poll(() => answers.filter((text) => text === 'PONG').length).toBe(20);
  stream.close();
});

it('tells nothing more after subscription.stop, and the socket can subscribe again', async () => {
  const { olena, taras } = world;
  const stream = await taras.follow();
  const answers: string[] = [];
  stream.socket.on('message', (data: Buffer) => answers.push(data.toString()));
  stream.socket.send('{"id":1,"method":"subscription.stop"}');
  await expect.poll(() => answers.some((text) => text.includes('"stopped"'))).toBe(true);
  await lock(olena);
  await sleep(300);
  expect(stream.events).toEqual([]);
  stream.subscribe(1);
  await stream.untilEvent('customer.locked');
  expect(stream.events).toHaveLength(1);
  stream.close();
});

it('one sign-out closes the other tabs of the session, and no other session', async () => {
  const { taras } = world;
  const tabs = await Promise.all([taras.follow(), taras.follow(), taras.follow()]);
  const elsewhere = await (await setting.app.signInAs(taras.id)).follow();
  const startedAt = performance.now();
  await taras.trpc.session.signOut.mutate();
  await Promise.all(tabs.map((tab) => tab.until(() => tab.closeCode !== null, 1_000)));
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(tabs.map(({ closeCode }) => closeCode)).toEqual([4401, 4401, 4401]);
  expect(elsewhere.closeCode).toBeNull();
  elsewhere.close();
});

it('keeps no trace of sockets that are gone, however they went', async () => {
  const { events } = setting.app.running.services;
  const before = events.stats.readers;
  const streams = await Promise.all(Array.from({ length: 20 }, () => world.taras.follow()));
  expect(events.stats.readers).toBe(before + 20);
  for (const [at, stream] of streams.entries()) stream[at % 2 ? 'cut' : 'close']();
  const givenUpAt = performance.now() + 5_000;
  while (events.stats.readers > before && performance.now() < givenUpAt) await sleep(20);
  expect(events.stats.readers).toBe(before);
  expect(events.countConnections(world.taras.id)).toBe(0);
});

it('asks to connect elsewhere and says 1012 when the process stops, and takes nobody new', async () => {
  const running = await startTestApp({ databaseUrl: setting.database.url });
  const taras = await running.signInAs(world.taras.id);
  const streams = await Promise.all([taras.follow(), taras.follow()]);
  await running.stop();
  for (const stream of streams) {
    await stream.until(() => stream.closeCode !== null);
    expect([stream.reconnectAsked, stream.closeCode]).toEqual([true, 1012]);
  }
  await expect(taras.follow()).rejects.toThrow();
});

it('stops in time although someone holds connections open that say nothing', async () => {
  const running = await startTestApp({ databaseUrl: setting.database.url });
  const sockets = Array.from({ length: 3 }, () => connect(running.running.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  sockets[0]?.write(
    'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  );
  sockets[1]?.write(
    'GET /trpc HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  );
  for (const socket of sockets) socket.on('error', () => undefined);
  await sleep(200);
  const startedAt = performance.now();
  await running.stop();
  expect(performance.now() - startedAt).toBeLessThan(12_000);
  for (const socket of sockets) socket.destroy();
});

it('closes the open socket when its session expires, by idleness or for good', async () => {
  const { taras, olena } = world;
  const idler = await signedIn(setting.owner, setting.app, {
    company: { id: world.companyId },
    role: 'admin',
  });
  const of = (userId: number) => ({ where: { userId } });
  const { absoluteExpiresAt } = await setting.owner.session.findFirstOrThrow(of(olena.id));
  const soon = new Date(Date.now() + 6_000);
  await setting.owner.session.updateMany({
    where: { userId: taras.id },
    data: { absoluteExpiresAt: soon },
  });
  const forGood = await taras.follow();
  // Looked at again when the time that was known at the start is up: one of them was used no more.
  for (const { id } of [idler, olena]) {
    await setting.owner.session.updateMany({ ...of(id), data: { absoluteExpiresAt: soon } });
  }
  const [idle, witness] = await Promise.all([idler.follow(), olena.follow()]);
  for (const { id } of [idler, olena]) {
    await setting.owner.session.updateMany({ ...of(id), data: { absoluteExpiresAt } });
  }
  const lastSeenAt = new Date(Date.now() - 13 * 3_600_000);
  await setting.owner.session.updateMany({ ...of(idler.id), data: { lastSeenAt } });
  await forGood.until(() => forGood.closeCode !== null, 25_000);
  await idle.until(() => idle.closeCode !== null, 25_000);
  expect([forGood.closeCode, idle.closeCode, witness.closeCode]).toEqual([4401, 4401, null]);
  expect(await codeOf(taras.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect(await codeOf(idler.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  witness.close();
}, 60_000);

it('a slow reader is told to reload, costs bounded memory, and delays nobody', async () => {
  const { olena, taras, customerId, companyId } = world;
  const slow = await taras.follow();
  const quick = await olena.follow();
  slow.socket.pause();
  const note = 'я'.repeat(450);
  const before = setting.app.running.services.events.stats.deliveries;
  for (let round = 0; round < 30; round += 1) {
    await setting.owner.$executeRaw`
      SELECT record_event(${companyId}::int, 'operation.deposited', 'customer', ${customerId}::int,
        (2 + ${round * 200}::int + g)::int, ${olena.id}::int, NULL, '[]'::jsonb,
        jsonb_build_object('note', ${note}::text))
      FROM generate_series(1, 200) g`;
    setting.app.running.services.events.wake();
    await quick.until(() => quick.events.length === (round + 1) * 200, 15_000);
  }
  expect(setting.app.running.services.events.stats.deliveries).toBeGreaterThan(before);
  const resyncs = setting.app.running.services.events.stats.resyncs;
  slow.socket.resume();
  await slow.until(() => slow.messages.some(({ kind }) => kind === 'resync'), 10_000);
  expect(slow.messages.at(-1)).toEqual({ kind: 'resync', reason: 'slow' });
  expect(setting.app.running.services.events.stats.resyncs).toBe(resyncs + 1);
  expect(slow.events.length).toBeLessThan(quick.events.length);
  await lock(olena);
  await slow.untilEvent('customer.locked');
  slow.close();
  quick.close();
}, 60_000);

it('a person blocked between the cookie’s check and the subscription hears nothing', async () => {
  const { olena, companyId } = world;
  const { id } = await createUser(setting.owner, { companyId });
  const user = await setting.app.signInAs(id);
  const url = `${setting.app.origin.replace('http', 'ws')}/trpc`;
  const headers = { cookie: user.cookie, origin: setting.app.origin };
  const stream = await StreamClient.connect({ url, headers });
  await setting.owner.session.deleteMany({ where: { userId: id } });
  stream.subscribe();
  await stream.until(() => stream.closeCode !== null);
  expect(stream.closeCode).toBe(4401);
  await lock(olena);
  expect(stream.messages).toEqual([]);
});
