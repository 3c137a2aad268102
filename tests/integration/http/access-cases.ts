/** What every procedure answers to whom, with an input that would be good. */
import { createCustomer } from '#prisma/factories/customer.ts';
import { createOrder } from '#prisma/factories/order.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { ErrorCode } from '#server/shared/errors.ts';
import type { TestApp } from '#tests/support/app.ts';
import { newKey } from '#tests/support/http.ts';
import type { World } from '#tests/support/world.ts';

export type Outcome = 'OK' | ErrorCode;
export const actors = ['anonymous', 'admin', 'superadmin', 'blocked', 'other'] as const;
export type Actor = (typeof actors)[number];

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

interface Row {
  /** Always of our company. */
  input: () => unknown;
  outcomes: Record<Actor, Outcome>;
  /** Asked by somebody new of the same kind: it ends the sessions of whoever asks. */
  byNewcomer?: true;
}

/** Everyone has but their own company's: there is no way to name another's. */
const superadminsOwn = { ...forAdmins('OK'), admin: 'FORBIDDEN' } as const;

interface Setting {
  owner: PrismaClient;
  app: TestApp;
  world: World;
}

export function accessCases({ owner, app, world }: Setting) {
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
    const params = {
      source: { kind: 'matching', question },
      columns: 'documented',
      language: 'uk',
    };
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

  async function lockedOut() {
    const { userId, version } = await colleague(false);
    const lockedOutUntil = new Date(Date.now() + 3_600_000);
    await owner.user.update({ where: { id: userId }, data: { lockedOutUntil } });
    return { userId, version };
  }

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
    'customer.sendLink': {
      input: async () => {
        const waiting = { companyId: world.companyId, passwordResetAt: new Date() };
        return { customerId: (await createCustomer(owner, waiting)).id, version: 1 };
      },
      outcomes: customers,
    },
    'customer.remove': {
      input: async () => {
        const { id, login } = await createCustomer(owner, { companyId: world.companyId });
        return { customerId: id, version: 1, login };
      },
      outcomes: customers,
    },
    'customer.edit': {
      input: async () => ({
        customerId: await newCustomer(),
        version: 1,
        changes: { city: 'Київ' },
      }),
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
    'customer.readLink': { input: () => ({}), outcomes: alike('OK') },
    'customer.choosePassword': {
      input: () => ({ customerId: 1, version: 1, password: 'Tandem-2026' }),
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
    // An admin may clear an admin's; of a superadmin's see tests/integration/user.
    'user.clearLockout': { input: lockedOut, outcomes: forAdmins('USER_NOT_FOUND') },
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

  return { matrix, funded };
}
