import { afterAll, beforeAll, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { errorTable } from '#server/shared/errors.ts';
import type { ErrorCode } from '#server/shared/errors.ts';
import { appRouter } from '#server/router.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call, newKey, query } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';
import { accessCases, actors } from './access-cases.ts';
import type { Actor, Outcome } from './access-cases.ts';

let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let world: World;
let blocked: Person;
let cases: ReturnType<typeof accessCases>;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
  owner = ownerOf(database);
  world = await createWorld(owner, app);
  cases = accessCases({ owner, app, world });
  blocked = await signedIn(owner, app, { company: { id: world.companyId }, role: 'superadmin' });
  await owner.user.update({ where: { id: blocked.id }, data: { blockedAt: new Date() } });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

interface Procedure {
  _def: { type: 'query' | 'mutation' | 'subscription' };
}
// At run time this record is flat; its type follows the routers.
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, Procedure>,
);
const overHttp = procedures.filter(([, { _def }]) => _def.type !== 'subscription');

it('every procedure stands in the table, and nothing else does', () => {
  const names = overHttp.map(([name]) => name).sort();
  expect(Object.keys(cases.matrix).sort()).toEqual(names);
  const streams = procedures.filter(([, { _def }]) => _def.type === 'subscription');
  expect(streams.map(([name]) => name)).toEqual(['event.stream', 'presence.follow']);
});

async function cookieOf(actor: Actor): Promise<string> {
  const { olena, taras, other } = world;
  if (actor === 'anonymous') return '';
  if (actor === 'blocked') return blocked.cookie;
  const { id } = { admin: taras, superadmin: olena, other: other.superadmin }[actor];
  return (await app.signInAs(id)).cookie;
}

async function newcomersCookie(actor: Actor): Promise<string> {
  if (actor === 'anonymous' || actor === 'blocked') return cookieOf(actor);
  const { companyId } = actor === 'other' ? world.other : world;
  const role = actor === 'admin' ? 'admin' : 'superadmin';
  const { id } = await createUser(owner, { companyId, role });
  return (await app.signInAs(id)).cookie;
}

const cells = overHttp.flatMap(([name, { _def }]) =>
  actors.map((actor) => ({ name, type: _def.type, actor })),
);

it.each(cells)('$name answers $actor as the table says', async ({ name, type, actor }) => {
  const row = cases.matrix[name];
  const expected = row?.outcomes[actor];
  const ask = type === 'query' ? query : call;
  const cookie = await (row?.byNewcomer ? newcomersCookie : cookieOf)(actor);
  const { code, status } = await ask(app, name, await row?.input(), { cookie });
  expect(code ?? 'OK').toBe(expected);
  expect(status).toBe(statusOf(expected ?? 'OK'));
});

const httpStatus: Partial<Record<(typeof errorTable)[ErrorCode]['status'], number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  UNPROCESSABLE_CONTENT: 422,
};

function statusOf(outcome: Outcome): number | undefined {
  return outcome === 'OK' ? 200 : httpStatus[errorTable[outcome].status];
}

it.each(['anonymous', 'blocked'] as const)('lets no %s open the event stream', async (actor) => {
  await expect(app.visitor(await cookieOf(actor)).follow()).rejects.toThrow('401');
});

it.each(['admin', 'superadmin', 'other'] as const)('lets the %s follow events', async (actor) => {
  const stream = await app.visitor(await cookieOf(actor)).follow();
  expect(stream.messages).toEqual([{ kind: 'live' }]);
  stream.close();
});

it.each(['admin', 'superadmin', 'other'] as const)('lets the %s follow presence', async (actor) => {
  const tab = await app.visitor(await cookieOf(actor)).openTab();
  expect(tab.messages).toEqual([{ kind: 'all', leases: [] }]);
  tab.close();
});

it.each(['event.stream', 'presence.follow'])('serves %s over the socket alone', async (path) => {
  const { taras } = world;
  const accept = 'text/event-stream';
  const answer = await query(app, path, {}, { cookie: taras.cookie, accept });
  // An event source is answered as one: the refusal is its only event, and the answer ends.
  expect(answer.code).toBe('INVALID_INPUT');
  expect(answer.text).not.toContain('"kind"');
  expect(await taras.trpc.session.current.query()).toBeTruthy();
});

it('shows nothing of one company to the other: no row, total, search hit, event or operation', async () => {
  const { other } = world;
  const { trpc } = other.superadmin;
  const theirs = await owner.customer.findMany({ where: { companyId: other.companyId } });
  const { rows, total } = await trpc.customer.list.query({});
  expect(rows.map(({ id }) => id).sort()).toEqual(theirs.map(({ id }) => id).sort());
  expect(total).toBe(theirs.length);
  const ours = await owner.customer.findMany({ where: { companyId: world.companyId } });
  for (const { login, email, phone, id } of ours.slice(0, 3)) {
    for (const search of [login, email, phone ?? '', String(id)].filter(
      (text) => text.length > 3,
    )) {
      expect(await trpc.customer.list.query({ search })).toMatchObject({ rows: [], total: 0 });
    }
  }
  const page = { customerId: other.customerId };
  expect(await trpc.event.list.query(page)).toEqual({ rows: [], hasMore: false });
  expect(await trpc.operation.list.query(page)).toMatchObject({ rows: [], totals: { count: 0 } });
});

it('finds no operation of another customer to reverse, of the own company or another', async () => {
  const { olena, other } = world;
  const { operationId } = await cases.funded();
  const reverse = (customerId: number) => ({
    ...{
      customerId,
      operationId,
      note: 'Повернення коштів',
      idempotencyKey: newKey(),
      seenBalance: '0.00',
    },
  });
  const own = await call(app, 'operation.reverse', reverse(world.customerId), {
    cookie: olena.cookie,
  });
  expect(own.code).toBe('OPERATION_NOT_FOUND');
  const foreign = await call(app, 'operation.reverse', reverse(other.customerId), {
    cookie: other.superadmin.cookie,
  });
  expect(foreign.code).toBe('OPERATION_NOT_FOUND');
});
