import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createOrder } from '#prisma/factories/order.ts';
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

let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let world: World;
let blocked: Person;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
  owner = ownerOf(database);
  world = await createWorld(owner, app);
  blocked = await signedIn(owner, app, { company: { id: world.companyId }, role: 'superadmin' });
  await owner.user.update({ where: { id: blocked.id }, data: { blockedAt: new Date() } });
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

type Outcome = 'OK' | ErrorCode;
const actors = ['anonymous', 'admin', 'superadmin', 'blocked', 'other'] as const;
type Actor = (typeof actors)[number];

/** Everyone of our company may; strangers find nothing. */
const forAdmins = (other: Outcome): Record<Actor, Outcome> => ({
  anonymous: 'UNAUTHENTICATED',
  admin: 'OK',
  superadmin: 'OK',
  blocked: 'UNAUTHENTICATED',
  other,
});
const customers = forAdmins('CUSTOMER_NOT_FOUND');
const superadmins = { ...forAdmins('USER_NOT_FOUND'), admin: 'FORBIDDEN' } as const;
const own = forAdmins('OK');
const overSocketAlone: Record<Actor, Outcome> = {
  anonymous: 'UNAUTHENTICATED',
  admin: 'FORBIDDEN',
  superadmin: 'FORBIDDEN',
  blocked: 'UNAUTHENTICATED',
  other: 'FORBIDDEN',
};
/** Whoever asks. */
const alike = (outcome: Outcome): Record<Actor, Outcome> => ({
  anonymous: outcome,
  admin: outcome,
  superadmin: outcome,
  blocked: outcome,
  other: outcome,
});

/** Seen by colleagues, and changed by nobody but the superadmin whose it is. */
const sharedViews = { ...forAdmins('VIEW_NOT_FOUND'), admin: 'FORBIDDEN' } as const;

async function olenasView(): Promise<number> {
  const view = { name: newKey(), params: {}, isShared: true };
  return (await world.olena.trpc.view.create.mutate(view)).id;
}

async function newCustomer(): Promise<number> {
  return (await createCustomer(owner, { companyId: world.companyId })).id;
}

async function lockedCustomer(): Promise<number> {
  const customerId = await newCustomer();
  await world.olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  return customerId;
}

async function editedCustomer() {
  const customerId = await newCustomer();
  const input = { customerId, version: 1, changes: { city: 'Київ' } };
  const { eventId } = await world.olena.trpc.customer.edit.mutate(input);
  return { customerId, version: 2, eventId };
}

const note = 'Повернення коштів';

async function funded() {
  const customerId = await newCustomer();
  const input = { customerId, amount: '5', note, idempotencyKey: newKey() };
  const { operation } = await world.olena.trpc.operation.deposit.mutate(input);
  return { customerId, operationId: operation.id };
}

async function colleague(isBlocked: boolean) {
  const blockedAt = isBlocked ? new Date() : null;
  const { id } = await createUser(owner, { companyId: world.companyId, blockedAt });
  return { userId: id, version: 1 };
}

let phones = 0;

function newUser() {
  phones += 1;
  return {
    ...{ firstName: 'Соломія', lastName: 'Кравчук', email: `${newKey()}@example.com` },
    ...{ phone: `067${String(1_000_000 + phones)}`, role: 'admin', mutationId: newKey() },
  };
}

async function invited() {
  const { userId } = await colleague(false);
  return { userId, mutationId: newKey() };
}

/** Olena's own; nobody else has a selection of hers. */
async function selection() {
  const rows = [{ customerId: await newCustomer(), version: 1 }];
  const { selectionId } = await world.olena.trpc.batch.select.mutate({ kind: 'named', rows });
  return { selectionId };
}
const ofOlena = { ...forAdmins('SELECTION_NOT_FOUND'), admin: 'SELECTION_NOT_FOUND' } as const;
const batches = forAdmins('BATCH_NOT_FOUND');

async function batch(finishedAt: Date | null = null) {
  const { id } = await owner.batch.create({
    data: {
      ...{ companyId: world.companyId, authorId: world.olena.id, action: 'unlock', total: 0 },
      ...{ mutationId: newKey(), finishedAt, state: finishedAt ? 'finished' : 'waiting' },
    },
  });
  return { batchId: id };
}

/** A file is its maker's alone: the colleague finds nothing either. */
const olenasExports = { ...forAdmins('EXPORT_NOT_FOUND'), admin: 'EXPORT_NOT_FOUND' } as const;

async function olenasExport(state: 'waiting' | 'ready') {
  const { companyId, olena } = world;
  const question = { search: '', filter: {}, sort: 'id', direction: 'asc' };
  const params = { source: { kind: 'matching', question }, columns: 'documented', language: 'uk' };
  const { id } = await owner.export.create({
    data: {
      ...{ companyId, authorId: olena.id, mutationId: newKey(), state, format: 'csv', params },
      ...{ fileName: 'x.csv', expiresAt: new Date(Date.now() + 3_600_000) },
    },
  });
  return { exportId: id };
}

const orders = forAdmins('ORDER_NOT_FOUND');
/** S4-8 */
const cancelled = { ...orders, admin: 'FORBIDDEN' } as const;

async function order() {
  const { companyId, customerId } = world;
  return { orderId: (await createOrder(owner, { companyId, customerId })).id };
}

const olenasSessions = { ...forAdmins('SESSION_NOT_FOUND'), admin: 'SESSION_NOT_FOUND' } as const;

async function olenasSession() {
  const { id: userId } = world.olena;
  await app.signInAs(userId);
  const session = await owner.session.findFirstOrThrow({
    where: { userId },
    orderBy: { createdAt: 'desc' },
  });
  return { sessionId: session.publicId };
}

interface Row {
  /** Always of our company. */
  input: () => unknown;
  outcomes: Record<Actor, Outcome>;
  /** Asked by somebody new of the same kind: it ends the sessions of whoever asks. */
  byNewcomer?: true;
}

/** Everyone has but their own company's: there is no way to name another's. */
const superadminsOwn = { ...forAdmins('OK'), admin: 'FORBIDDEN' } as const;

/** A procedure that is missing here fails the test below. */
const matrix: Record<string, Row> = {
  'customer.list': { input: () => ({}), outcomes: own },
  'customer.count': { input: () => ({}), outcomes: own },
  'customer.match': { input: () => ({ customerIds: [world.customerId] }), outcomes: own },
  'customer.findNeighbours': {
    input: () => ({ customerId: world.customerId }),
    outcomes: own,
  },
  'customer.get': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'customer.lock': {
    input: async () => ({ customerId: await newCustomer(), version: 1, reason: 'Спам' }),
    outcomes: customers,
  },
  'customer.unlock': {
    input: async () => ({ customerId: await lockedCustomer(), version: 2 }),
    outcomes: customers,
  },
  'customer.create': {
    input: () => ({
      values: {
        ...{ login: newKey(), email: `${newKey()}@example.com` },
        ...{ firstName: 'Соломія', lastName: 'Кравчук', gender: 'female' },
      },
      ...{ password: { kind: 'link' }, mutationId: newKey() },
    }),
    outcomes: own,
  },
  'customer.remove': {
    input: async () => {
      const { id, login } = await createCustomer(owner, { companyId: world.companyId });
      return { customerId: id, version: 1, login };
    },
    outcomes: customers,
  },
  'customer.edit': {
    input: async () => ({ customerId: await newCustomer(), version: 1, changes: { city: 'Київ' } }),
    outcomes: customers,
  },
  'customer.undo': { input: () => editedCustomer(), outcomes: customers },
  'customer.checkTaken': { input: () => ({ field: 'login', value: 'olena' }), outcomes: own },
  'batch.select': {
    input: () => ({ kind: 'named', rows: [{ customerId: world.customerId, version: 1 }] }),
    outcomes: own,
  },
  'batch.check': { input: selection, outcomes: ofOlena },
  'batch.start': {
    input: async () => ({
      ...{ ...(await selection()), order: { action: 'unlock' }, mutationId: newKey() },
    }),
    outcomes: ofOlena,
  },
  'batch.stop': { input: () => batch(), outcomes: batches },
  'batch.undo': {
    input: async () => ({ ...(await batch(new Date())), mutationId: newKey() }),
    outcomes: batches,
  },
  'batch.get': { input: () => batch(), outcomes: batches },
  'batch.list': { input: () => ({}), outcomes: own },
  'batch.listRows': { input: () => batch(), outcomes: batches },
  'company.get': { input: () => undefined, outcomes: superadminsOwn },
  'company.edit': { input: () => ({ version: 1 }), outcomes: superadminsOwn },
  'draft.list': { input: () => ({}), outcomes: own },
  'draft.get': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'draft.save': {
    input: () => ({
      customerId: world.customerId,
      set: [{ field: 'city', value: 'Львів', base: null, version: 1 }],
    }),
    outcomes: customers,
  },
  // There is nobody else's draft to throw away, so nothing is told of the customer either.
  'draft.discard': { input: () => ({ customerId: world.customerId }), outcomes: own },
  'event.list': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'event.listOfOrder': { input: order, outcomes: orders },
  'event.listAuthors': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'event.getLastChange': {
    input: () => ({ customerId: world.customerId, field: 'phone' }),
    outcomes: customers,
  },
  'layout.get': { input: () => undefined, outcomes: own },
  'layout.save': { input: () => ({ pageSize: 50 }), outcomes: own },
  'operation.list': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'operation.balanceSeries': {
    input: () => ({ customerId: world.customerId }),
    outcomes: customers,
  },
  'operation.deposit': {
    input: async () => ({
      ...{ customerId: await newCustomer(), amount: '1', note, idempotencyKey: newKey() },
    }),
    outcomes: customers,
  },
  'operation.withdraw': {
    input: async () => ({
      ...{ customerId: (await funded()).customerId, amount: '1', note },
      ...{ idempotencyKey: newKey(), seenBalance: '5.00' },
    }),
    outcomes: customers,
  },
  'operation.reverse': {
    input: async () => ({
      ...(await funded()),
      ...{ note, idempotencyKey: newKey(), seenBalance: '5.00' },
    }),
    outcomes: customers,
  },
  'order.list': { input: () => ({ customerId: world.customerId }), outcomes: customers },
  'order.get': { input: order, outcomes: orders },
  'order.cancel': {
    input: async () => ({
      ...{ ...(await order()), version: 1, reason: 'Дубль', idempotencyKey: newKey() },
    }),
    outcomes: cancelled,
  },
  'export.start': {
    input: () => ({
      ...{ format: 'csv', source: { kind: 'matching', question: {} }, mutationId: newKey() },
    }),
    outcomes: own,
  },
  'export.stop': { input: () => olenasExport('waiting'), outcomes: olenasExports },
  'export.download': { input: () => olenasExport('ready'), outcomes: olenasExports },
  'export.get': { input: () => olenasExport('ready'), outcomes: olenasExports },
  'export.list': { input: () => undefined, outcomes: own },
  'organization.list': { input: () => ({}), outcomes: own },
  'password.requestLink': {
    input: () => ({ email: 'nobody@tandem.example' }),
    outcomes: alike('OK'),
  },
  'password.readLink': { input: () => ({}), outcomes: alike('OK') },
  // It takes a link, which is in nobody's cookie here.
  'password.set': {
    input: () => ({ email: 'nobody@tandem.example', password: 'Tandem-2026' }),
    outcomes: alike('PASSWORD_LINK_INVALID'),
  },
  'password.change': {
    input: () => ({ currentPassword: 'Not-Theirs-1', newPassword: 'Tandem-2026' }),
    outcomes: {
      ...alike('PASSWORD_WRONG'),
      ...{ anonymous: 'UNAUTHENTICATED', blocked: 'UNAUTHENTICATED' },
    },
  },
  // Over HTTP there is no lease to show; over the socket see tests/integration/presence.
  'presence.show': { input: () => ({ place: null }), outcomes: overSocketAlone },
  'prro.get': { input: () => undefined, outcomes: superadminsOwn },
  'prro.save': { input: () => ({ version: 0 }), outcomes: superadminsOwn },
  'session.current': { input: () => undefined, outcomes: own },
  'session.signIn': {
    input: () => ({ email: 'nobody@tandem.example', password: 'Tandem-2026' }),
    outcomes: alike('SIGN_IN_REFUSED'),
  },
  // The one who calls loses the session: each cell has one of its own.
  'session.signOut': { input: () => ({}), outcomes: own },
  'session.list': { input: () => undefined, outcomes: own },
  // A session of Olena's is nobody else's to end here.
  'session.end': { input: olenasSession, outcomes: olenasSessions },
  'session.endOthers': { input: () => ({}), outcomes: own, byNewcomer: true },
  'session.listOfUser': { input: () => ({ userId: world.taras.id }), outcomes: superadmins },
  'session.endOfUser': {
    input: async () => {
      const { userId } = await colleague(false);
      await app.signInAs(userId);
      return { userId, sessionId: null };
    },
    outcomes: superadmins,
  },
  'tag.list': { input: () => ({}), outcomes: own },
  'user.list': { input: () => ({}), outcomes: own },
  // They add to their own company.
  'user.create': { input: newUser, outcomes: { ...own, admin: 'FORBIDDEN' } },
  'user.resendInvitation': { input: invited, outcomes: superadmins },
  'user.changeRole': {
    input: async () => ({ ...(await colleague(false)), role: 'superadmin' }),
    outcomes: superadmins,
  },
  'user.block': { input: () => colleague(false), outcomes: superadmins },
  'user.activate': { input: () => colleague(true), outcomes: superadmins },
  'user.listOptions': { input: () => ({}), outcomes: own },
  'view.list': { input: () => undefined, outcomes: own },
  'view.count': { input: async () => ({ viewIds: [await olenasView()] }), outcomes: own },
  'view.create': { input: () => ({ name: newKey(), params: {} }), outcomes: own },
  'view.change': {
    input: async () => ({ viewId: await olenasView(), version: 1, name: newKey() }),
    outcomes: sharedViews,
  },
  'view.remove': {
    input: async () => ({ viewId: await olenasView(), version: 1 }),
    outcomes: sharedViews,
  },
  'user.chooseLook': { input: () => ({ theme: 'dark' }), outcomes: own },
  'user.getProfile': { input: () => undefined, outcomes: own },
  'user.editProfile': { input: () => ({ version: 1, changes: {} }), outcomes: own },
};

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
  expect(Object.keys(matrix).sort()).toEqual(names);
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
  const row = matrix[name];
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
  const { operationId } = await funded();
  const reverse = (customerId: number) => ({
    ...{ customerId, operationId, note, idempotencyKey: newKey(), seenBalance: '0.00' },
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
