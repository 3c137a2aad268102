import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';
import type { OrderDto, OrderPageDto, OrderRowDto } from '#server/features/order/schema.ts';
import { money } from '#server/shared/money.ts';
import { orderEventHandler } from './cache.ts';

const row: OrderRowDto = {
  ...{ id: 5, version: 1, number: '2026-000005', createdAt: '2026-03-01T09:00:00.000Z' },
  ...{ sum: money('250.00'), paid: money('250.00'), operator: null, status: 'confirmed' },
  customer: { id: 7, login: 'ivan', firstName: 'Іван', lastName: 'Франко', isRemoved: false },
};
const order: OrderDto = {
  ...{ ...row, lines: [], linesTotal: money('250.00'), cancelled: null },
  ...{ refundable: money('240.00'), operations: [] },
};
const page: OrderPageDto = {
  ...{ rows: [row], total: 1, totalIsCapped: false, from: 1, to: 1 },
  ...{ nextCursor: null, previousCursor: null },
};
const pageKey = [['order', 'list'], { input: { search: '' }, type: 'query' }];
const orderKey = [['order', 'get'], { input: { orderId: 5 }, type: 'query' }];

function caches() {
  const queryClient = new QueryClient();
  queryClient.setQueryData(pageKey, page);
  queryClient.setQueryData(orderKey, order);
  return {
    queryClient,
    row: () => queryClient.getQueryData<OrderPageDto>(pageKey)?.rows[0],
    order: () => queryClient.getQueryData<OrderDto>(orderKey),
    isStale: () => queryClient.getQueryState(orderKey)?.isInvalidated,
  };
}

const common = {
  ...{ author: { id: 3, name: 'Ольга' }, mutationId: null, changes: [] },
  time: '2026-03-02T09:00:00.000Z',
};

function cancelled(version: number): TandemEvent {
  return {
    ...{ ...common, id: String(version), version, type: 'order.cancelled' },
    subject: { type: 'order', id: 5 },
    data: {
      order: {
        id: 5,
        number: row.number,
        customerId: 7,
        status: 'cancelled',
        paid: money('10.00'),
      },
      reason: 'Дубль',
      refund: { id: 9, number: 3, amount: money('240.00') },
    },
  };
}

test('a cancelled order is cancelled wherever it is shown, in its place', () => {
  const seen = caches();
  orderEventHandler(cancelled(2), seen);
  expect(seen.row()).toEqual({ ...row, version: 2, status: 'cancelled', paid: '10.00' });
  expect(seen.order()).toMatchObject({
    ...{ status: 'cancelled', paid: '10.00', refundable: '0.00' },
    cancelled: { at: common.time, by: common.author, reason: 'Дубль' },
  });
});

test('an event that is known changes nothing; one after a gap asks for the order anew', () => {
  const seen = caches();
  orderEventHandler(cancelled(1), seen);
  expect(seen.order()).toEqual(order);
  orderEventHandler(cancelled(3), seen);
  expect(seen.order()).toEqual(order);
  expect(seen.isStale()).toBe(true);
});

test('a reversed payment moves what is paid and what would be returned', () => {
  const seen = caches();
  const paid = money('10.00');
  orderEventHandler(
    {
      ...{ ...common, id: '2', version: 2, type: 'order.paidChanged' },
      subject: { type: 'order', id: 5 },
      data: {
        order: { id: 5, number: row.number, customerId: 7, status: 'confirmed', paid },
        operation: { id: 9, number: 3 },
      },
    },
    seen,
  );
  expect(seen.order()).toMatchObject({ paid: '10.00', refundable: '0.00', status: 'confirmed' });
});

function refunded(extra: Partial<OperationDto> = {}): TandemEvent {
  const operation: OperationDto = {
    ...{ id: 9, customerId: 7, number: 3, kind: 'refund', amount: money('240.00') },
    ...{ balanceBefore: money('0.00'), balanceAfter: money('240.00'), note: 'Дубль', author: null },
    ...{ order: { id: 5, number: row.number }, reverses: null, reversedBy: null },
    createdAt: common.time,
    ...extra,
  };
  return {
    ...{ ...common, id: '9', version: 4, type: 'operation.refunded', data: { operation } },
    subject: { type: 'customer', id: 7 },
  };
}

test('an operation of the order comes on top, once; one of another order does not', () => {
  const seen = caches();
  orderEventHandler(refunded(), seen);
  orderEventHandler(refunded(), seen);
  orderEventHandler(refunded({ id: 10, order: { id: 6, number: '6' } }), seen);
  expect(seen.order()?.operations.map(({ id }) => id)).toEqual([9]);
  const reverses = { id: 9, number: 3 };
  orderEventHandler(refunded({ id: 11, number: 4, kind: 'reversal', reverses }), seen);
  expect(seen.order()?.operations).toMatchObject([
    { id: 11, reversedBy: null },
    { id: 9, reversedBy: { id: 11, number: 4 } },
  ]);
});

test('a customer’s new name stands in the list; one who was removed keeps the login', () => {
  const seen = caches();
  const subject = { type: 'customer', id: 7 } as const;
  const changes = [{ field: 'lastName', old: 'Франко', new: 'Каменяр' }];
  const edited: TandemEvent = {
    ...{ ...common, id: '1', version: 2, subject, changes },
    ...{ type: 'customer.edited', data: {} },
  };
  orderEventHandler(edited, seen);
  expect(seen.row()?.customer).toMatchObject({ lastName: 'Каменяр', firstName: 'Іван' });
  orderEventHandler(
    {
      ...{ ...common, id: '2', version: 3, subject },
      ...{ type: 'customer.removed', data: { login: 'ivan' } },
    },
    seen,
  );
  const gone = { id: 7, login: 'ivan', firstName: '', lastName: '', isRemoved: true };
  expect(seen.order()?.customer).toEqual(gone);
});
