/** What each procedure takes, for inputs that are wrong in one place. */
import { newKey } from '#tests/support/http.ts';
import type { World } from '#tests/support/world.ts';

export interface Form {
  type: 'query' | 'mutation';
  /** Would be taken as it stands. */
  valid: () => Record<string, unknown>;
  /** What of the values that are wrong elsewhere is right here. */
  takes?: (field: string, value: unknown) => boolean;
}

/** What may change and is tried by none of the inputs below, and why not. */
export const untried: Record<string, string> = {
  'presence.show': 'over HTTP there is no lease to show a place by: hostile-place.test.ts tries it',
  'session.signOut': 'takes nothing, and the one who calls loses the session',
};

const nobody = 'nobody@tandem.example';
const isNull = (_field: string, value: unknown) => value === null;
const isListOfOne = (_field: string, value: unknown) => Array.isArray(value) && value.length === 1;

const newcomer = { firstName: 'Соломія', lastName: 'Кравчук', gender: 'female' };

/** @param world asked for only when an input is made */
export function hostileForms(world: () => World): Record<string, Form> {
  const customer = () => ({ customerId: world().customerId });
  const money = () => ({ ...customer(), note: 'Повернення коштів', idempotencyKey: newKey() });

  return {
    'customer.list': { type: 'query', valid: () => ({ search: '', sort: 'id', pageSize: 10 }) },
    'customer.count': { type: 'query', valid: () => ({ search: 'x' }) },
    'customer.match': {
      type: 'query',
      valid: () => ({ customerIds: [1], search: 'x' }),
      takes: isListOfOne,
    },
    'customer.findNeighbours': {
      type: 'query',
      valid: () => ({ ...customer(), search: 'x', sort: 'name', direction: 'desc' }),
    },
    'customer.get': { type: 'query', valid: customer },
    'customer.lock': {
      type: 'mutation',
      valid: () => ({ ...customer(), version: 1, reason: 'Спам' }),
    },
    'customer.unlock': { type: 'mutation', valid: () => ({ ...customer(), version: 1 }) },
    'customer.create': {
      type: 'mutation',
      valid: () => ({
        ...{
          values: { ...newcomer, login: newKey(), email: `${newKey()}@example.com` },
          tagIds: [],
        },
        ...{ password: { kind: 'link' }, mutationId: newKey() },
      }),
      takes: (field, value) => field === 'tagIds' && Array.isArray(value),
    },
    'customer.sendLink': { type: 'mutation', valid: () => ({ ...customer(), version: 1 }) },
    'customer.choosePassword': {
      type: 'mutation',
      valid: () => ({ ...customer(), version: 1, password: newKey() }),
    },
    'customer.edit': {
      type: 'mutation',
      valid: () => ({ ...customer(), version: 1, changes: {}, basedOn: {}, tags: {} }),
    },
    'customer.undo': {
      type: 'mutation',
      valid: () => ({ ...customer(), version: 1, eventId: '9', mutationId: newKey() }),
    },
    'customer.checkTaken': { type: 'query', valid: () => ({ field: 'login', value: 'x' }) },
    'customer.remove': {
      type: 'mutation',
      valid: () => ({ ...customer(), version: 1, login: 'nobody' }),
    },
    'batch.select': {
      type: 'mutation',
      valid: () => ({ kind: 'named', rows: [{ ...customer(), version: 1 }] }),
    },
    'batch.check': { type: 'query', valid: () => ({ selectionId: 1 }) },
    'batch.start': {
      type: 'mutation',
      valid: () => ({
        ...{ selectionId: 1, order: { action: 'lock', reason: 'Спам' }, typedTotal: 1 },
        ...{ mutationId: newKey() },
      }),
    },
    'batch.stop': { type: 'mutation', valid: () => ({ batchId: 1 }) },
    'batch.undo': { type: 'mutation', valid: () => ({ batchId: 1, mutationId: newKey() }) },
    'batch.get': { type: 'query', valid: () => ({ batchId: 1 }) },
    'batch.list': { type: 'query', valid: () => ({ beforeId: 5 }) },
    'batch.listRows': {
      type: 'query',
      valid: () => ({ batchId: 1, verdict: 'done', reason: 'gone', afterPosition: 1 }),
    },
    'company.edit': {
      type: 'mutation',
      valid: () => ({
        ...{ version: 1, name: 'x', currency: 'UAH', validationProfile: 'ua' },
        ...{ userPasswordPolicy: {}, customerPasswordPolicy: {}, lockoutAttemptsMax: 10 },
        ...{ lockoutWindowMinutes: 60, lockoutMinutes: 60, linkHours: 24 },
        ...{ sessionIdleHours: 8, sessionAbsoluteDays: 14, mutationId: newKey() },
      }),
    },
    'draft.get': { type: 'query', valid: () => customer() },
    'draft.list': { type: 'query', valid: () => ({ pageSize: 10 }) },
    'draft.save': { type: 'mutation', valid: () => customer() },
    'draft.discard': { type: 'mutation', valid: () => customer() },
    'event.list': {
      type: 'query',
      valid: () => ({
        ...{ ...customer(), pageSize: 10, beforeVersion: 5 },
        ...{ authorId: world().taras.id, from: '2026-01-01', to: '2026-02-01' },
      }),
    },
    'event.listOfOrder': { type: 'query', valid: () => ({ orderId: 1 }) },
    'event.listAuthors': { type: 'query', valid: () => customer() },
    'event.getLastChange': { type: 'query', valid: () => ({ ...customer(), field: 'phone' }) },
    'layout.save': {
      type: 'mutation',
      valid: () => ({ columns: null, density: 'regular', pageSize: 10, defaultViewId: null }),
      takes: (field, value) => field === 'columns' && Array.isArray(value) && value.length === 0,
    },
    'view.count': { type: 'query', valid: () => ({ viewIds: [1] }), takes: isListOfOne },
    'view.create': { type: 'mutation', valid: () => ({ name: newKey(), params: {} }) },
    'view.change': { type: 'mutation', valid: () => ({ viewId: 1, version: 1, name: 'x' }) },
    'view.remove': { type: 'mutation', valid: () => ({ viewId: 1, version: 1 }) },
    'export.start': {
      type: 'mutation',
      valid: () => ({
        ...{ format: 'csv', columns: 'documented', mutationId: newKey() },
        source: { kind: 'batch', batchId: 1 },
      }),
    },
    'export.stop': { type: 'mutation', valid: () => ({ exportId: 1 }) },
    'export.download': { type: 'mutation', valid: () => ({ exportId: 1 }) },
    'export.get': { type: 'query', valid: () => ({ exportId: 1 }) },
    'organization.list': { type: 'query', valid: () => ({ search: 'x' }) },
    'tag.list': { type: 'query', valid: () => ({ search: 'x' }) },
    'user.listOptions': { type: 'query', valid: () => ({ search: 'x' }) },
    'operation.list': {
      type: 'query',
      valid: () => ({ ...customer(), from: '2026-01-01', to: '2026-02-01', beforeNumber: 5 }),
    },
    'operation.balanceSeries': {
      type: 'query',
      valid: () => ({ ...customer(), from: '2026-01-01' }),
    },
    'operation.deposit': { type: 'mutation', valid: () => ({ ...money(), amount: '1' }) },
    'operation.withdraw': {
      type: 'mutation',
      valid: () => ({ ...money(), amount: '1', seenBalance: '0.00' }),
    },
    'operation.reverse': {
      type: 'mutation',
      valid: () => ({ ...money(), operationId: 1, seenBalance: '0.00' }),
    },
    'order.list': {
      type: 'query',
      valid: () => ({
        ...{
          ...customer(),
          search: 'x',
          statuses: ['new'],
          operatorId: 1,
          createdFrom: '2026-01-01',
        },
        ...{ createdTo: '2026-02-01', sort: 'createdAt', direction: 'desc', pageSize: 10 },
      }),
    },
    'order.get': { type: 'query', valid: () => ({ orderId: 1 }) },
    'order.cancel': {
      type: 'mutation',
      valid: () => ({ orderId: 1, version: 1, reason: 'Дубль', idempotencyKey: newKey() }),
    },
    'user.list': {
      type: 'query',
      valid: () => ({
        ...{ search: 'x', role: 'admin', status: 'active', withoutPassword: true },
        ...{ sort: 'name', direction: 'asc', page: 1, pageSize: 10 },
      }),
      takes: (field, value) => field === 'withoutPassword' && value === true,
    },
    'user.create': {
      type: 'mutation',
      valid: () => ({
        ...{ firstName: 'Соломія', lastName: 'Кравчук', phone: '0671234567' },
        ...{ email: `${newKey()}@example.com`, role: 'admin', mutationId: newKey() },
      }),
    },
    'user.changeRole': {
      type: 'mutation',
      valid: () => ({ userId: world().taras.id, version: 9, role: 'admin', mutationId: newKey() }),
    },
    'user.resendInvitation': {
      type: 'mutation',
      valid: () => ({ userId: world().taras.id, mutationId: newKey() }),
    },
    'user.block': { type: 'mutation', valid: () => ({ userId: world().taras.id, version: 1 }) },
    'user.activate': { type: 'mutation', valid: () => ({ userId: world().taras.id, version: 1 }) },
    'user.clearLockout': {
      type: 'mutation',
      valid: () => ({ userId: world().taras.id, version: 1 }),
    },
    'user.chooseLook': { type: 'mutation', valid: () => ({ language: 'uk', theme: 'dark' }) },
    'user.editProfile': { type: 'mutation', valid: () => ({ version: 1, changes: {} }) },
    'password.requestLink': { type: 'mutation', valid: () => ({ email: nobody }) },
    'password.set': { type: 'mutation', valid: () => ({ email: nobody, password: newKey() }) },
    'password.change': {
      type: 'mutation',
      valid: () => ({ currentPassword: 'x', newPassword: 'x' }),
    },
    'prro.save': {
      type: 'mutation',
      valid: () => ({
        ...{ version: 9, isEnabled: false, provider: 'checkbox', licenceKey: 'x' },
        ...{ cashDeskNumber: 'x', cashier: 'x', mutationId: newKey() },
      }),
      takes: (field, value) => field === 'isEnabled' && value === true,
    },
    'session.signIn': { type: 'mutation', valid: () => ({ email: nobody, password: 'x' }) },
    'session.endOthers': { type: 'mutation', valid: () => ({ mutationId: newKey() }) },
    'session.end': { type: 'mutation', valid: () => ({ sessionId: newKey() }) },
    'session.endOfUser': {
      type: 'mutation',
      valid: () => ({ userId: world().taras.id, sessionId: newKey() }),
      takes: isNull,
    },
    'session.listOfUser': { type: 'query', valid: () => ({ userId: world().taras.id }) },
  };
}
