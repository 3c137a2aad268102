import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { codeOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp, TestUser } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { query } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

const hour = 3_600_000;
let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let userId: number;
let taras: TestUser;
let now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = { now: () => now };
  app = await startTestApp({ databaseUrl: database.url, main: { clock } });
  owner = ownerOf(database);
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

beforeEach(async () => {
  now = new Date();
  const { id: companyId } = await createCompany(owner);
  userId = (await createUser(owner, { companyId })).id;
  taras = await app.signInAs(userId);
});

const ask = () => codeOf(taras.trpc.session.current.query());

async function expiry() {
  const session = await owner.session.findFirstOrThrow({ where: { userId } });
  return { idle: session.expiresAt.getTime(), absolute: session.absoluteExpiresAt.getTime() };
}

async function setExpiry(idleInMs: number): Promise<void> {
  const expiresAt = new Date(Date.now() + idleInMs);
  await owner.session.updateMany({ where: { userId }, data: { expiresAt } });
}

it('lives twelve hours without use and fourteen days at most', async () => {
  const { idle, absolute } = await expiry();
  expect(Math.abs(idle - (Date.now() + 12 * hour))).toBeLessThan(60_000);
  expect(Math.abs(absolute - (Date.now() + 14 * 24 * hour))).toBeLessThan(60_000);
});

it('ends after its idle time, and the row with it', async () => {
  await setExpiry(-1);
  expect(await ask()).toBe('UNAUTHENTICATED');
  expect(await owner.session.count({ where: { userId } })).toBe(0);
});

it('use in its second half pushes it on, with a new date for the cookie and the same token', async () => {
  await setExpiry(5 * hour);
  const answer = await query(app, 'session.current', {}, { cookie: taras.cookie });
  const { idle } = await expiry();
  expect(Math.abs(idle - (Date.now() + 12 * hour))).toBeLessThan(60_000);
  expect(answer.headers.get('set-cookie')).toContain(`${taras.cookie}; `);
});

it('use in its first half writes nothing', async () => {
  await setExpiry(7 * hour);
  const before = await expiry();
  const answer = await query(app, 'session.current', {}, { cookie: taras.cookie });
  expect(answer.headers.has('set-cookie')).toBe(false);
  expect(await expiry()).toEqual(before);
});

it('ends after fourteen days however much it was used', async () => {
  now = new Date((await expiry()).absolute - 1);
  expect(await ask()).toBe('OK');
  now = new Date(now.getTime() + 1);
  expect(await ask()).toBe('UNAUTHENTICATED');
});

it('use never pushes the absolute end on', async () => {
  const { absolute } = await expiry();
  await setExpiry(hour);
  expect(await ask()).toBe('OK');
  expect((await expiry()).absolute).toBe(absolute);
});

it('is read from one cookie alone, whatever else stands there', async () => {
  const { cookie } = taras;
  const token = cookie.split('=')[1] ?? '';
  const codes = async (header: string) =>
    (await query(app, 'session.current', {}, { cookie: header })).code;
  expect(await codes(`a=b; ${cookie}; c=d`)).toBeNull();
  for (const wrong of [
    `tandem_session=${token}`,
    `__Host-tandem_session=${token.toLowerCase()}`,
    `__Host-tandem_session="${token}x"`,
    `__Host-tandem_session=' OR 1=1 --`,
    `__Host-tandem_session=${'%00'.repeat(20)}`,
    '__Host-tandem_session=',
    ';;;===',
  ]) {
    expect(await codes(wrong), wrong).toBe('UNAUTHENTICATED');
  }
  const asHeader = await query(app, 'session.current', {}, { authorization: `Bearer ${token}` });
  expect(asHeader.code).toBe('UNAUTHENTICATED');
});

it('expired sessions are cleared away, live ones stay', async () => {
  const other = await app.signInAs(userId);
  await setExpiry(-60_000);
  const fresh = await app.signInAs(userId);
  await app.running.services.auth.deleteExpired();
  expect(await owner.session.count({ where: { userId } })).toBe(1);
  expect(await codeOf(fresh.trpc.session.current.query())).toBe('OK');
  expect(await codeOf(other.trpc.session.current.query())).toBe('UNAUTHENTICATED');
});
