import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { codeOf } from '#tests/support/answers.ts';
import { cookieOf, visitorOf } from '#tests/support/app.ts';
import type { TestUser } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call, newKey, send } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { Product } from '#tests/support/product.ts';
import { startProduct } from '#tests/support/product.ts';
import { eventsOf } from '#tests/support/records.ts';
import type { StreamClient } from '#tests/support/stream-client.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

/** The test runner has a BASE_URL of its own, which is none of ours. */
const startOne = () => startProduct({ databaseUrl: database.url, env: { BASE_URL: '' } });

const password = 'Tandem-2026';
const startMaxMs = 900_000;
let database: TestDatabase;
let owner: PrismaClient;
let passwordHash: string;
let one: Product;
let two: Product;
let companyId: number;
let customerId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = ownerOf(database);
  passwordHash = await hashPassword(password);
  // One after the other: the first may have to build the pages.
  one = await startOne();
  two = await startOne();
}, startMaxMs);

afterAll(async () => {
  const running = [one, two].filter(({ process: { signalCode } }) => signalCode === null);
  await Promise.all(running.map((product) => product.stop()));
  await database.drop();
});

beforeEach(async () => {
  companyId = (await createCompany(owner)).id;
  customerId = (await createCustomer(owner, { companyId })).id;
});

interface Colleague {
  id: number;
  /** The same session, spoken to through each process. */
  atOne: TestUser;
  atTwo: TestUser;
}

async function colleague(role: 'admin' | 'superadmin' = 'admin'): Promise<Colleague> {
  const { id, email } = await createUser(owner, { companyId, role, passwordHash });
  const answer = await call(one, 'session.signIn', { email, password });
  const cookie = cookieOf(answer.headers.get('set-cookie') ?? '');
  return { id, atOne: visitorOf(one.origin, cookie), atTwo: visitorOf(two.origin, cookie) };
}

const command = () => ({ customerId, amount: '1', note: 'Поповнення', confirmRepeated: true });

function deposit(by: TestUser, idempotencyKey = newKey()) {
  return by.trpc.operation.deposit.mutate({ ...command(), idempotencyKey });
}

/** Of customers: what users do meanwhile is told as well. */
const versionsOf = ({ events }: StreamClient) =>
  events.filter(({ subject }) => subject.type === 'customer').map(({ version }) => version);

it('a session of one is a session of the other, and so is its end', async () => {
  const { atOne, atTwo } = await colleague();
  expect(await codeOf(atTwo.trpc.session.current.query())).toBe('OK');
  const stream = await atTwo.follow();
  await atOne.trpc.session.signOut.mutate();
  await stream.until(() => stream.closeCode === 4401, 2_000);
  expect(await codeOf(atTwo.trpc.session.current.query())).toBe('UNAUTHENTICATED');
});

it('a user blocked through one is out of the other within two seconds', async () => {
  const boss = await colleague('superadmin');
  const taras = await colleague();
  const stream = await taras.atTwo.follow();
  const { version } = await owner.user.findUniqueOrThrow({ where: { id: taras.id } });
  await boss.atOne.trpc.user.block.mutate({ userId: taras.id, version });
  expect(await codeOf(taras.atTwo.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  await stream.until(() => stream.closeCode === 4401, 2_000);
});

it('readers of both see all events of both, once and in one order', async () => {
  const { atOne, atTwo } = await colleague();
  const streams = await Promise.all([atOne.follow(), atTwo.follow()]);
  await Promise.all(Array.from({ length: 60 }, (_, at) => deposit(at % 2 ? atOne : atTwo)));
  const expected = Array.from({ length: 60 }, (_, at) => at + 2);
  for (const stream of streams) {
    await stream.until(() => versionsOf(stream).length >= 60, 15_000);
    await sleep(100);
    expect(versionsOf(stream)).toEqual(expected);
    stream.close();
  }
});

it('one key through both at once is one operation', async () => {
  const { atOne, atTwo } = await colleague();
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, at) => deposit(at % 2 ? atOne : atTwo, key)),
  );
  expect(new Set(answers.map(({ operation }) => JSON.stringify(operation))).size).toBe(1);
  expect(await owner.operation.count({ where: { customerId } })).toBe(1);
});

it('tells operators how it is: health, readiness, metrics', async () => {
  expect(await send(one, '/healthz')).toMatchObject({ status: 200, text: 'ok' });
  expect(await send(one, '/readyz')).toMatchObject({ status: 200, text: 'ready' });
  const { text } = await send(one, '/metrics');
  for (const name of [
    'tandem_sockets',
    'tandem_ring_events',
    'tandem_tail_lag_ms',
    'tandem_tail_silence_ms',
    'tandem_pool_waiting',
    'tandem_request_seconds',
    'tandem_deliveries_total',
    'tandem_resyncs_total',
    'tandem_request_seconds_bucket',
    'process_cpu_seconds_total',
  ]) {
    expect(text).toContain(name);
  }
});

it('serves a page to one who is not signed in, with a nonce that its policy names', async () => {
  const answer = await send(one, '/sign-in', { headers: { 'accept-language': 'en' } });
  expect(answer.status).toBe(200);
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
  expect(answer.text).toContain(`nonce="${nonce ?? '?'}"`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const missing = await send(one, '/no-such-page');
  expect(missing.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(missing.text).not.toMatch(/node_modules|at .*:\d+:\d+|prisma/);
});

it('speaks the language of the profile, else of the cookie, else of the browser, else Ukrainian', async () => {
  const { id, atOne } = await colleague();
  await owner.user.update({ where: { id }, data: { language: 'ru' } });
  const languageOf = async (path: string, headers: Record<string, string>) =>
    /<html[^>]* lang="(\w+)"/.exec((await send(one, path, { headers })).text)?.[1];
  const chosen = 'tandem_language=en';
  const english = { 'accept-language': 'en-GB,en;q=0.9' };
  expect(await languageOf('/sign-in', { 'accept-language': 'de,ru;q=0.5' })).toBe('ru');
  expect(await languageOf('/sign-in', { 'accept-language': 'ru', cookie: chosen })).toBe('en');
  expect(await languageOf('/sign-in', { 'accept-language': 'de' })).toBe('uk');
  expect(await languageOf('/sign-in', { cookie: 'tandem_language=xx' })).toBe('uk');
  expect(await languageOf('/customers', { ...english, cookie: `${atOne.cookie}; ${chosen}` })).toBe(
    'ru',
  );
});

// The processes end here, one after the other: what needs both stands above.

it('after kill -9 of one its readers go on at the other: nothing missing, nothing twice', async () => {
  const { atOne, atTwo } = await colleague();
  const stays = await atOne.follow();
  const moves = await atTwo.follow();
  const keys = Array.from({ length: 40 }, newKey);
  const acknowledged: string[] = [];
  const writes = keys.map(async (key, at) => {
    await sleep(at * 15);
    await deposit(atTwo, key).then(
      () => acknowledged.push(key),
      () => undefined,
    );
  });
  await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(4);
  const exited = once(two.process, 'exit');
  two.process.kill('SIGKILL');
  await Promise.all([exited, ...writes]);
  const written = await owner.operation.findMany({ where: { customerId } });
  const writtenKeys = written.map(({ idempotencyKey }) => idempotencyKey);
  expect(acknowledged.filter((key) => !writtenKeys.includes(key))).toEqual([]);
  // Whoever got no answer asks again with the same key, at the other process.
  await Promise.all(keys.map((key) => deposit(atOne, key)));
  const back = await atOne.follow(moves.lastCursor);
  await back.until(() => versionsOf(moves).length + versionsOf(back).length >= 40, 10_000);
  await stays.until(() => versionsOf(stays).length >= 40, 10_000);
  const expected = Array.from({ length: 40 }, (_, at) => at + 2);
  expect([...versionsOf(moves), ...versionsOf(back)]).toEqual(expected);
  expect(versionsOf(stays)).toEqual(expected);
  back.close();
  stays.close();
}, 60_000);

/** Until someone waits for the customer's row, or for who comes before them. */
async function untilWaiting(): Promise<void> {
  const waiting = () => owner.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%customers%'`;
  await expect.poll(waiting, { timeout: 10_000 }).toHaveLength(1);
}

it('a stop lets a running request end, asks readers to go elsewhere, and exits with 0', async () => {
  const { atOne } = await colleague();
  const stream = await atOne.follow();
  const exited = once(one.process, 'exit');
  const lock = () => atOne.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  let running: Promise<unknown> = Promise.resolve();
  await owner.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM customers WHERE id = ${customerId} FOR UPDATE`;
      running = codeOf(lock());
      await untilWaiting();
      one.process.kill('SIGTERM');
      await stream.until(() => stream.closeCode !== null, 3_000);
      await expect(fetch(`${one.origin}/healthz`)).rejects.toThrow();
    },
    { timeout: 20_000 },
  );
  expect(await running).toBe('OK');
  expect([stream.reconnectAsked, stream.closeCode]).toEqual([true, 1012]);
  expect(await exited).toEqual([0, null]);
  expect(await eventsOf(owner, 'customer', customerId)).toHaveLength(1);
}, 60_000);
