import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp, TestUser } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

const second = 1_000;
let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let userId: number;
let taras: TestUser;
let now = new Date();

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ databaseUrl: database.url, main: { clock: { now: () => now } } });
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

/** `xmin` is another with each write of the row. */
async function sessionRow() {
  const [row] = await owner.$queryRaw<{ seen: Date; expires: Date; written: string }[]>`
    SELECT last_seen_at AS seen, expires_at AS expires, xmin::text AS written
    FROM sessions WHERE user_id = ${userId}`;
  if (!row) throw new Error('no session');
  return row;
}

const ask = () => taras.trpc.session.current.query();

it('is seen from the moment of signing in', async () => {
  expect((await sessionRow()).seen).toEqual(now);
});

it('requests within a minute write nothing', async () => {
  const before = await sessionRow();
  now = new Date(now.getTime() + 59 * second);
  await Promise.all([ask(), ask(), ask()]);
  expect(await sessionRow()).toEqual(before);
});

it('after a minute requests at once write once, and push nothing on', async () => {
  const before = await sessionRow();
  now = new Date(now.getTime() + 60 * second);
  const writes = await writesWhile(() => Promise.all(Array.from({ length: 8 }, ask)));
  expect(writes).toBe(1);
  const after = await sessionRow();
  expect(after.seen).toEqual(now);
  expect(after.expires).toEqual(before.expires);
});

it('pushing the expiry on notes it in the same write', async () => {
  now = new Date(now.getTime() + 7 * 3_600 * second);
  expect(await writesWhile(() => ask())).toBe(1);
  expect(await sessionRow()).toMatchObject({ seen: now });
});

it('an open socket is no use: its pings and heartbeats write nothing', async () => {
  const stream = await taras.follow();
  const before = await sessionRow();
  now = new Date(now.getTime() + 600 * second);
  const answered = new Promise((resolve) => stream.socket.once('message', resolve));
  stream.socket.send('PING');
  await answered;
  stream.socket.send('PONG');
  expect(await sessionRow()).toEqual(before);
  stream.close();
});

async function writesWhile(work: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    const [row] = await owner.$queryRaw<{ n: bigint }[]>`SELECT writes AS n FROM session_writes`;
    return Number(row?.n ?? 0);
  };
  await owner.$executeRaw`CREATE TABLE IF NOT EXISTS session_writes (writes bigint)`;
  await owner.$executeRaw`DELETE FROM session_writes`;
  await owner.$executeRaw`INSERT INTO session_writes VALUES (0)`;
  await owner.$executeRaw`CREATE OR REPLACE FUNCTION count_session_write() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER AS
    'BEGIN UPDATE session_writes SET writes = writes + 1; RETURN NULL; END'`;
  await owner.$executeRaw`CREATE OR REPLACE TRIGGER count_session_writes AFTER UPDATE ON sessions
    FOR EACH ROW EXECUTE FUNCTION count_session_write()`;
  await work();
  return count();
}
