import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { StreamClient } from '#tests/support/stream-client.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let url: string;

beforeAll(async () => {
  url = `${setting.app.origin.replace('http', 'ws')}/trpc`;
});

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

type Headers = Record<string, string>;

/** The status with which an upgrade is refused, or 101. */
async function upgrade(headers: Headers, address = url): Promise<number | undefined> {
  const socket = new WebSocket(address, { headers });
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => undefined);
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

it.each<[string, (own: string) => Headers]>([
  ['no Origin', () => ({})],
  ['Origin null', () => ({ origin: 'null' })],
  ['another host', () => ({ origin: 'http://evil.example' })],
  ['the own host as a prefix', (own) => ({ origin: `${own}.evil.example` })],
  ['the own host as a suffix', (own) => ({ origin: own.replace('//', '//evil-') })],
  ['another port', (own) => ({ origin: own.replace(/\d+$/, '1') })],
  ['another scheme', (own) => ({ origin: own.replace('http', 'https') })],
])('refuses the upgrade with %s before 101', async (_, headers) => {
  const { cookie } = world.taras;
  expect(await upgrade({ cookie, ...headers(setting.app.origin) })).toBe(403);
});

it('refuses the upgrade without a session, with one that is none, and with one that ended', async () => {
  const { origin } = setting.app;
  const { taras } = world;
  const made = `__Host-tandem_session=${'A'.repeat(43)}`;
  expect(await upgrade({ origin })).toBe(401);
  for (const cookie of [
    made,
    `${taras.cookie}x`,
    taras.cookie.replace('__Host-', ''),
    'x'.repeat(9000),
  ]) {
    expect(await upgrade({ origin, cookie })).toBe(401);
  }
  expect(await upgrade({ origin, cookie: taras.cookie })).toBe(101);
  await setting.owner.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
  expect(await upgrade({ origin, cookie: taras.cookie })).toBe(401);
});

it('opens no socket elsewhere, and hangs up on whoever tries', async () => {
  const { port } = setting.app.running;
  const { cookie } = world.taras;
  for (const path of ['/', '/trpcx', '/trpc/event.stream', '//trpc']) {
    const socket = connect(port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined).resume();
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n` +
        `Origin: ${setting.app.origin}\r\nCookie: ${cookie}\r\n\r\n`,
    );
    await Promise.race([
      closed,
      sleep(3_000).then(() => Promise.reject(new Error(`${path} hangs`))),
    ]);
  }
});

it('allows fifty sockets a user, and the colleague as many again', async () => {
  const { origin } = setting.app;
  const headers = { origin, cookie: world.taras.cookie };
  const sockets = await Promise.all(
    Array.from({ length: 50 }, () => StreamClient.connect({ url, headers })),
  );
  expect(await upgrade(headers)).toBe(429);
  expect(await upgrade({ origin, cookie: world.olena.cookie })).toBe(101);
  sockets[0]?.close();
  await sockets[0]?.until(() => sockets[0]?.closeCode !== null);
  expect(await upgrade(headers)).toBe(101);
  for (const socket of sockets) socket.cut();
});

const subscription = (id: number | string = 1, lastEventId?: unknown) => ({
  id,
  method: 'subscription',
  params: {
    path: 'event.stream',
    input: {},
    ...(lastEventId === undefined ? {} : { lastEventId }),
  },
});

const attacks: [string, number | number[], (socket: WebSocket) => void][] = [
  ['a frame over 64 KB', 1009, (socket) => socket.send('x'.repeat(65_537))],
  [
    'many small fragments',
    1009,
    (socket) => {
      for (let at = 0; at < 700; at += 1) socket.send('x'.repeat(100), { fin: false });
    },
  ],
  [
    'fragments of nothing without end',
    1008,
    (socket) => {
      for (let at = 0; at < 20_000; at += 1) socket.send('', { fin: false });
    },
  ],
  ['binary', 1003, (socket) => socket.send(Buffer.from([0, 1, 2]))],
  ['what is no JSON', 1007, (socket) => socket.send('{')],
  ['deep JSON', 1007, (socket) => socket.send('['.repeat(30_000) + ']'.repeat(30_000))],
  ['null', 1007, (socket) => socket.send('null')],
  ['a method that is none', 1007, (socket) => socket.send('{"id":1,"method":"explode"}')],
  [
    'a mutation',
    1007,
    (socket) => socket.send('{"id":1,"method":"mutation","params":{"path":"customer.lock"}}'),
  ],
  [
    'an id that is an object',
    1007,
    (socket) => socket.send(JSON.stringify({ ...subscription(), id: {} })),
  ],
  ['a long id', 1007, (socket) => socket.send(JSON.stringify(subscription('x'.repeat(41))))],
  [
    'a cursor that is an object',
    1007,
    (socket) => socket.send(JSON.stringify(subscription(1, { $gt: '' }))),
  ],
  [
    'a cursor that is long',
    1007,
    (socket) => socket.send(JSON.stringify(subscription(1, 'x'.repeat(101)))),
  ],
  [
    'eleven calls in a frame',
    1007,
    (socket) =>
      socket.send(JSON.stringify(Array.from({ length: 11 }, (_, at) => subscription(at)))),
  ],
  [
    'a thousand calls in a frame',
    1007,
    (socket) =>
      socket.send(
        JSON.stringify(
          Array.from({ length: 1000 }, () => ({ id: 1, method: 'subscription.stop' })),
        ),
      ),
  ],
  [
    'five subscriptions',
    1008,
    (socket) => socket.send(JSON.stringify([1, 2, 3, 4, 5].map((id) => subscription(id)))),
  ],
  [
    'two subscriptions under one id',
    1008,
    (socket) => socket.send(JSON.stringify([subscription(1), subscription(1)])),
  ],
  [
    'a thousand subscriptions',
    1008,
    (socket) => {
      for (let id = 0; id < 1000; id += 1) socket.send(JSON.stringify(subscription(id)));
    },
  ],
  [
    'a flood of messages',
    1008,
    (socket) => {
      for (let at = 0; at < 200; at += 1) socket.send('PING');
    },
  ],
  [
    'a flood of protocol pings',
    // The library may cut the connection before the other side has read the reason.
    [1008, 1006],
    (socket) => {
      for (let at = 0; at < 2000; at += 1) socket.ping();
    },
  ],
  [
    'a flood of protocol pongs',
    1008,
    (socket) => {
      for (let at = 0; at < 2000; at += 1) socket.pong();
    },
  ],
];

it.each(attacks)('closes on %s with %j, and nobody else notices', async (_, code, attack) => {
  const { taras, olena, customerId } = world;
  const witness = await olena.follow();
  const headers = { cookie: taras.cookie, origin: setting.app.origin };
  const attacker = await StreamClient.connect({ url, headers });
  attack(attacker.socket);
  await attacker.until(() => attacker.closeCode !== null, 10_000);
  expect([code].flat()).toContain(attacker.closeCode);
  await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  await witness.untilEvent('customer.locked');
  expect(witness.closeCode).toBeNull();
  expect(setting.app.running.services.events.countConnections(taras.id)).toBe(0);
  witness.close();
});

it.each<[string, string | ((live: string) => string), string]>([
  ['no cursor at all', 'x', 'epoch'],
  ['another epoch', '0000.5.5', 'epoch'],
  ['a negative place', (live) => live.replace(/\d+\.\d+$/, '-1.-1'), 'epoch'],
  ['numbers out of bounds', (live) => live.replace(/\d+\.\d+$/, `${'9'.repeat(30)}.1`), 'epoch'],
  ['SQL', (live) => `${live}' OR 1=1 --`, 'epoch'],
])(
  'answers a forged cursor (%s) with a reload, and goes on from there',
  async (_, forge, reason) => {
    const { olena, taras, customerId } = world;
    const live = setting.app.running.services.events.cursor;
    const stream = await taras.follow(typeof forge === 'string' ? forge : forge(live));
    expect(stream.messages[0]).toEqual({ kind: 'resync', reason });
    await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
    expect((await stream.untilEvent('customer.locked')).subject.id).toBe(customerId);
    stream.close();
  },
);

it('a cursor from the beginning, or from the future, brings only the own company’s events', async () => {
  const { olena, taras, other, customerId } = world;
  const past = setting.app.running.services.events.cursor.replace(/\d+\.\d+$/, '0.0');
  const lock = { version: 1, reason: 'Спам' };
  await other.superadmin.trpc.customer.lock.mutate({ ...lock, customerId: other.customerId });
  await olena.trpc.customer.lock.mutate({ ...lock, customerId });
  const fromStart = await taras.follow(past);
  await fromStart.untilEvent('customer.locked');
  expect(fromStart.events.map(({ subject }) => subject.id)).toEqual([customerId]);
  const future = past.replace(/0\.0$/, '9999999999999999999.999999999999999999');
  const ahead = await taras.follow(future);
  await olena.trpc.customer.unlock.mutate({ customerId, version: 2 });
  await ahead.untilEvent('customer.unlocked');
  expect(ahead.events.map(({ type }) => type)).toEqual(['customer.unlocked']);
  fromStart.close();
  ahead.close();
});

it('answers a subscription to what is no stream with an error, and lives', async () => {
  const { taras } = world;
  const client = await StreamClient.connect({
    url,
    headers: { cookie: taras.cookie, origin: setting.app.origin },
  });
  for (const [at, path] of ['customer.list', 'no.such', '__proto__', 'event'].entries()) {
    client.socket.send(JSON.stringify({ ...subscription(at + 1), params: { path, input: {} } }));
    await client.until(() => client.errors.length === at + 1);
  }
  expect(JSON.stringify(client.errors)).not.toMatch(/node_modules|\.ts|prisma|stack/i);
  expect(client.closeCode).toBeNull();
  client.subscribe(9);
  await client.until(() => client.messages.some(({ kind }) => kind === 'live'));
  client.close();
});
