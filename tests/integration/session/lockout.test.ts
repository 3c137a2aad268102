import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient, User } from '#prisma/generated/client.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { eventsOf } from '#tests/support/records.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

const password = 'Tandem-2026';
const minute = 60_000;
let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let passwordHash: string;
let now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
  owner = ownerOf(database);
  passwordHash = await hashPassword(password);
  await witnessAttempts();
});

afterAll(async () => {
  await database.drop();
});

/** Each test has a process of its own, because the limit per address is the process's. */
beforeEach(async () => {
  now = new Date();
  app = await startTestApp({ databaseUrl: database.url, main: { clock: { now: () => now } } });
  return () => app.stop();
});

/** The database itself notes each attempt that was let through to a check of the password. */
async function witnessAttempts(): Promise<void> {
  await owner.$executeRawUnsafe('CREATE TABLE attempts (user_id int)');
  await owner.$executeRawUnsafe(`
    CREATE FUNCTION note_attempt() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO public.attempts VALUES (NEW.id);
      RETURN NULL;
    END $$`);
  await owner.$executeRawUnsafe(`
    CREATE TRIGGER note_attempts AFTER UPDATE ON users FOR EACH ROW
    WHEN (NEW.failed_sign_ins_since IS NOT NULL AND NEW.version = OLD.version)
    EXECUTE FUNCTION note_attempt()`);
}

async function attemptsOf({ id }: User): Promise<number> {
  const rows = await owner.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM attempts WHERE user_id = ${id}`;
  return rows[0]?.count ?? 0;
}

async function createTarget(policy: Parameters<typeof createCompany>[1] = {}): Promise<User> {
  const company = await createCompany(owner, policy);
  return createUser(owner, { companyId: company.id, passwordHash });
}

function signIn({ email }: User, typed = password): Promise<unknown> {
  return app.visitor().trpc.session.signIn.mutate({ email, password: typed });
}

async function fail(user: User, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1)
    expect(await codeOf(signIn(user, 'wrong'))).toBe('SIGN_IN_REFUSED');
}

async function lockoutsOf({ id }: User) {
  return (await eventsOf(owner, 'user', id)).filter(({ type }) => type === 'user.lockedOut');
}

it('200 wrong passwords at once get at most ten checks, and lock out once', async () => {
  const user = await createTarget();
  const codes = await codesOf(Array.from({ length: 200 }, () => signIn(user, 'wrong')));
  expect(codes).toEqual({ SIGN_IN_REFUSED: 200 });
  expect(await attemptsOf(user)).toBe(10);
  expect(await lockoutsOf(user)).toMatchObject([{ version: 2, authorId: null }]);
  expect(await codeOf(signIn(user))).toBe('SIGN_IN_REFUSED');
}, 120_000);

it('attempts that begin in the same instant are counted one by one', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 3 });
  let calls: Promise<unknown>[] = [];
  await owner.$transaction(async (tx) => {
    // Whoever comes now waits for this row, and has looked at it before the first was counted.
    await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${user.id} FOR UPDATE`;
    calls = Array.from({ length: 8 }, () => signIn(user, 'wrong'));
    await sleep(500);
  });
  expect(await codesOf(calls)).toEqual({ SIGN_IN_REFUSED: 8 });
  expect(await attemptsOf(user)).toBe(3);
  expect(await lockoutsOf(user)).toHaveLength(1);
});

it('the right password inside a burst buys it no new start', async () => {
  const user = await createTarget();
  await fail(user, 5);
  const burst = Array.from({ length: 60 }, (_, at) => signIn(user, at === 7 ? password : 'wrong'));
  const codes = await codesOf(burst);
  expect(codes['OK'] ?? 0).toBeLessThanOrEqual(1);
  expect(await attemptsOf(user)).toBeLessThanOrEqual(10 + (codes['OK'] ?? 0));
  expect(await lockoutsOf(user)).toHaveLength(1);
});

it('lets in after nine failures and still counts them', async () => {
  const user = await createTarget();
  await fail(user, 9);
  expect(await codeOf(signIn(user))).toBe('OK');
  await fail(user, 1);
  expect(await lockoutsOf(user)).toHaveLength(1);
});

it('ends after its minutes, to the minute, and begins to count anew', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 3, lockoutMinutes: 30 });
  await fail(user, 3);
  const until = new Date(now.getTime() + 30 * minute).toISOString();
  expect(await lockoutsOf(user)).toMatchObject([{ data: { until } }]);
  now = new Date(now.getTime() + 30 * minute - 1);
  expect(await codeOf(signIn(user))).toBe('SIGN_IN_REFUSED');
  now = new Date(now.getTime() + 1);
  await fail(user, 2);
  expect(await codeOf(signIn(user))).toBe('OK');
});

it('forgets failures when the window is over', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 3, lockoutWindowMinutes: 10 });
  await fail(user, 2);
  now = new Date(now.getTime() + 10 * minute);
  await fail(user, 2);
  expect(await lockoutsOf(user)).toEqual([]);
  expect(await codeOf(signIn(user))).toBe('OK');
});

it('with 0 minutes it has no end', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 2, lockoutMinutes: 0 });
  await fail(user, 2);
  expect(await lockoutsOf(user)).toMatchObject([{ data: { until: null } }]);
  now = new Date(now.getTime() + 365 * 24 * 60 * minute);
  expect(await codeOf(signIn(user))).toBe('SIGN_IN_REFUSED');
});

it('leaves colleagues, open sessions and the other company alone', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 2 });
  const colleague = await createUser(owner, { companyId: user.companyId, passwordHash });
  const open = await app.signInAs(user.id);
  await fail(user, 3);
  expect(await codeOf(signIn(colleague))).toBe('OK');
  expect(await codeOf(open.trpc.session.current.query())).toBe('OK');
});

it('counts a blocked user’s attempts and lets none in', async () => {
  const user = await createTarget({ lockoutAttemptsMax: 3 });
  await owner.user.update({ where: { id: user.id }, data: { blockedAt: new Date() } });
  for (let at = 0; at < 4; at += 1) expect(await codeOf(signIn(user))).toBe('SIGN_IN_REFUSED');
  expect(await owner.session.count({ where: { userId: user.id } })).toBe(0);
});

it('one address may try 600 times a minute, whomever it tries', async () => {
  for (let at = 0; at < 600; at += 1) await app.running.services.limits.signIn('127.0.0.1');
  expect(await codeOf(signIn(await createTarget()))).toBe('TOO_MANY_REQUESTS');
});
