import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import type {
  CustomerDto,
  CustomerPageDto,
  CustomerRowDto,
} from '#server/features/customer/schema.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import { money } from '#server/shared/money.ts';
import { customerEventHandler, provideCustomerReader, putCustomer } from './cache.ts';

const getKey = [['customer', 'get'], { input: { customerId: 7 }, type: 'query' }];
const listKey = [['customer', 'list'], { input: { search: '' }, type: 'query' }];
const otherListKey = [['customer', 'list'], { input: { search: 'olena' }, type: 'query' }];

const row: CustomerRowDto = {
  id: 7,
  version: 4,
  login: 'olena.k',
  firstName: 'Olena',
  lastName: 'Koval',
  middleName: null,
  email: 'olena@example.com',
  phone: null,
  locked: null,
  lockedOutUntil: null,
  emailConfirmed: true,
  passwordStatus: 'active',
  balance: money('100.00'),
  registeredAt: '2025-05-01T08:00:00.000Z',
  country: 'UA',
  city: null,
  organization: null,
  tags: [],
  lastSignInAt: null,
  devicesCount: 1,
};
const customer: CustomerDto = {
  ...row,
  gender: 'female',
  birthday: null,
  region: null,
  addressLine1: null,
  addressLine2: null,
  postalCode: null,
  language: 'uk',
  timeZone: null,
  legalType: 'person',
  legalName: null,
  taxNumber: null,
  website: null,
  salesRepresentative: null,
  comment: null,
  openSessionsCount: 2,
};
const lock = {
  reason: 'Chargeback',
  message: null,
  at: '2026-03-01T09:00:00.000Z',
  by: { id: 3, name: 'Taras Bondar' },
};

function lockedEvent(version: number, subjectId = 7): TandemEvent {
  return {
    id: String(version),
    type: 'customer.locked',
    subject: { type: 'customer', id: subjectId },
    version,
    author: lock.by,
    mutationId: null,
    time: lock.at,
    changes: [],
    data: { lock, endedSessionsCount: 2 },
  };
}

function depositedEvent(version: number, balanceAfter: string): TandemEvent {
  return {
    ...lockedEvent(version),
    type: 'operation.deposited',
    data: {
      operation: {
        id: 900 + version,
        customerId: 7,
        number: version,
        kind: 'deposit',
        amount: money('50.00'),
        balanceBefore: money('100.00'),
        balanceAfter: money(balanceAfter),
        note: 'Invoice 12',
        author: lock.by,
        order: null,
        reverses: null,
        reversedBy: null,
        createdAt: lock.at,
      },
    },
  };
}

function editedEvent(
  version: number,
  changes: TandemEvent['changes'],
  data: EventOf<'customer.edited'>['data'] = {},
): TandemEvent {
  return { ...lockedEvent(version), type: 'customer.edited', changes, data };
}

function cached() {
  const queryClient = new QueryClient();
  const page: CustomerPageDto = {
    rows: [row, { ...row, id: 8, login: 'petro' }],
    total: 2,
    totalIsCapped: false,
    from: 1,
    to: 2,
    nextCursor: null,
    previousCursor: null,
  };
  queryClient.setQueryData(getKey, customer);
  queryClient.setQueryData(listKey, page);
  queryClient.setQueryData(otherListKey, page);
  const open = () => queryClient.getQueryData<CustomerDto>(getKey);
  const listed = (key = listKey) => queryClient.getQueryData<CustomerPageDto>(key)?.rows[0];
  return { queryClient, open, listed };
}

test('applies the next event to the open customer and to the row in every list', () => {
  const { queryClient, open, listed } = cached();
  customerEventHandler(lockedEvent(5), { queryClient });
  expect(open()).toMatchObject({ version: 5, locked: lock, openSessionsCount: 0 });
  expect(listed()).toMatchObject({ version: 5, locked: lock });
  expect(listed(otherListKey)).toMatchObject({ version: 5, locked: lock });
  expect(listed()).not.toHaveProperty('openSessionsCount');
});

test('leaves other customers alone', () => {
  const { queryClient, open, listed } = cached();
  customerEventHandler(lockedEvent(5, 8), { queryClient });
  expect(open()?.version).toBe(4);
  expect(listed()?.version).toBe(4);
});

test('ignores events that are older than what it holds or equal to it', () => {
  const { queryClient, open, listed } = cached();
  customerEventHandler(lockedEvent(4), { queryClient });
  customerEventHandler(lockedEvent(3), { queryClient });
  expect(open()).toBe(queryClient.getQueryData(getKey));
  expect(open()?.locked).toBeNull();
  expect(listed()?.locked).toBeNull();
});

test('applies a replayed log once', () => {
  const { queryClient, open } = cached();
  const log = [depositedEvent(5, '150.00'), depositedEvent(6, '200.00')];
  for (const event of [...log, ...log]) customerEventHandler(event, { queryClient });
  expect(open()).toMatchObject({ version: 6, balance: '200.00' });
});

test('its own answer and then the echo move the row once', () => {
  const { queryClient, open, listed } = cached();
  putCustomer(queryClient, { ...customer, version: 5, locked: lock });
  const answered = open();
  customerEventHandler(lockedEvent(5), { queryClient });
  expect(open()).toBe(answered);
  expect(listed()).toMatchObject({ version: 5, locked: lock });
});

test('drops an answer that is older than what events brought', () => {
  const { queryClient, open } = cached();
  customerEventHandler(lockedEvent(5), { queryClient });
  putCustomer(queryClient, customer);
  expect(open()).toMatchObject({ version: 5, locked: lock });
});

test('a gap asks for the open customer again and patches nothing', () => {
  const { queryClient, open } = cached();
  customerEventHandler(lockedEvent(6), { queryClient });
  expect(open()?.locked).toBeNull();
  expect(queryClient.getQueryState(getKey)?.isInvalidated).toBe(true);
});

test('a gap reads the listed row once, however many events and lists ask', async () => {
  const { queryClient, listed } = cached();
  const read = vi.fn(() => Promise.resolve({ ...customer, version: 8, locked: lock }));
  provideCustomerReader(queryClient, read);
  customerEventHandler(lockedEvent(6), { queryClient });
  customerEventHandler(lockedEvent(7), { queryClient });
  await vi.waitFor(() => expect(listed()?.version).toBe(8));
  expect(read).toHaveBeenCalledExactlyOnceWith(7);
  expect(listed(otherListKey)).toMatchObject({ version: 8, locked: lock });
  expect(queryClient.getQueryState(listKey)?.isInvalidated).toBe(false);
});

test('reads again when a newer event came during the read', async () => {
  const { queryClient, listed } = cached();
  const versions = [6, 7];
  const read = vi.fn(() => Promise.resolve({ ...customer, version: versions.shift() ?? 7 }));
  provideCustomerReader(queryClient, read);
  customerEventHandler(lockedEvent(6), { queryClient });
  customerEventHandler(lockedEvent(7), { queryClient });
  await vi.waitFor(() => expect(listed()?.version).toBe(7));
  expect(read).toHaveBeenCalledTimes(2);
});

test('reads the lists again when the row could not be read', async () => {
  const { queryClient } = cached();
  provideCustomerReader(queryClient, () => Promise.reject(new Error('offline')));
  customerEventHandler(lockedEvent(6), { queryClient });
  await vi.waitFor(() => expect(queryClient.getQueryState(listKey)?.isInvalidated).toBe(true));
});

test('applies an edit to the open customer, and to a row only what the row has', () => {
  const { queryClient, open, listed } = cached();
  const event = editedEvent(5, [
    { field: 'city', old: null, new: 'Lviv' },
    { field: 'lastName', old: 'Koval', new: 'Kovalenko' },
    { field: 'phone', old: null, new: '+380671234567' },
  ]);
  customerEventHandler(event, { queryClient });
  const common = { version: 5, lastName: 'Kovalenko', phone: '+380671234567' };
  expect(open()).toMatchObject({ ...common, city: 'Lviv', firstName: 'Olena' });
  expect(listed()).toMatchObject({ ...common, city: 'Lviv' });
  expect(listed()).not.toHaveProperty('gender');
});

test('takes names of references and tags from the data of an edit', () => {
  const { queryClient, open, listed } = cached();
  const tag = (id: number, caption: string) => ({ id, caption, color: '#3c63d6' });
  const organization = { old: null, new: { id: 4, name: 'Barvinok LLC' } };
  const salesRepresentative = { old: null, new: { id: 3, name: 'Taras Bondar' } };
  customerEventHandler(
    editedEvent(5, [{ field: 'organizationId', old: null, new: 4 }], {
      organization,
      salesRepresentative,
      tags: { added: [tag(2, 'VIP'), tag(1, 'Debtor')], removed: [] },
    }),
    { queryClient },
  );
  expect(open()?.tags.map(({ caption }) => caption)).toEqual(['Debtor', 'VIP']);
  expect(open()).toMatchObject({
    organization: organization.new,
    salesRepresentative: salesRepresentative.new,
  });
  expect(open()).not.toHaveProperty('organizationId');
  expect(listed()?.tags.map(({ caption }) => caption)).toEqual(['Debtor', 'VIP']);
  const changes = [{ field: 'tags', old: 'VIP', new: null }];
  const tags = { added: [], removed: [tag(2, 'VIP')] };
  customerEventHandler(editedEvent(6, changes, { tags }), { queryClient });
  expect(open()?.tags.map(({ id }) => id)).toEqual([1]);
});

test('a customer who has just been created moves nothing that is shown', () => {
  const { queryClient, open, listed } = cached();
  const before = [open(), listed()];
  const created: TandemEvent = {
    ...lockedEvent(1, 9),
    type: 'customer.created',
    data: { password: 'link', organization: null, salesRepresentative: null, tags: [] },
  };
  customerEventHandler(created, { queryClient });
  expect([open(), listed()]).toEqual(before);
});
