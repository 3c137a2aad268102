import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createOrder } from '#prisma/factories/order.ts';
import type { Prisma } from '#prisma/generated/client.ts';
import type { ListOrdersInput } from '#server/features/order/schema.ts';
import { orderSortKeys } from '#server/features/order/schema.ts';
import { codeOf } from '#tests/support/answers.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app, { timeZone: 'Europe/Kyiv' });
});

function order(number: string, more: Partial<Prisma.OrderUncheckedCreateInput> = {}) {
  const { companyId, customerId } = world;
  return createOrder(setting.owner, { companyId, customerId, number, ...more });
}

async function numbers(input: ListOrdersInput = {}): Promise<string[]> {
  const page = await world.taras.trpc.order.list.query({
    sort: 'number',
    direction: 'asc',
    ...input,
  });
  return page.rows.map(({ number }) => number);
}

it('shows what S1-87 asks for, newest first', async () => {
  const { olena, taras, customerId } = world;
  const createdAt = '2026-03-01T10:00:00.000Z';
  await order('2026-000001', { createdAt, operatorId: olena.id, status: 'shipped', paid: '50.00' });
  await order('2026-000002', { createdAt: '2026-03-02T10:00:00.000Z' });
  const { rows, ...page } = await taras.trpc.order.list.query({});
  expect(rows.map(({ number }) => number)).toEqual(['2026-000002', '2026-000001']);
  expect(rows[1]).toMatchObject({
    ...{ version: 1, number: '2026-000001', createdAt, sum: '250.00', paid: '50.00' },
    ...{ operator: { id: olena.id, name: olena.name }, status: 'shipped' },
    customer: { id: customerId, isRemoved: false },
  });
  expect(rows[0]?.operator).toBeNull();
  expect(page).toEqual({
    ...{ total: 2, totalIsCapped: false, from: 1, to: 2, nextCursor: null, previousCursor: null },
  });
});

it('shows the orders of one customer, and none of a customer whom one can’t see', async () => {
  const { companyId, other, taras } = world;
  const neighbour = await createCustomer(setting.owner, { companyId });
  await order('A-1');
  await order('B-1', { customerId: neighbour.id });
  expect(await numbers({ customerId: neighbour.id })).toEqual(['B-1']);
  const theirs = { customerId: other.customerId };
  expect(await codeOf(taras.trpc.order.list.query(theirs))).toBe('CUSTOMER_NOT_FOUND');
});

it('shows nothing of another company: no row, total, page or history', async () => {
  const { other } = world;
  const { id } = await order('A-1');
  const { trpc } = other.superadmin;
  expect(await trpc.order.list.query({})).toMatchObject({ rows: [], total: 0, from: 0, to: 0 });
  expect(await trpc.order.list.query({ search: 'A-1' })).toMatchObject({ rows: [], total: 0 });
  expect(await codeOf(trpc.order.get.query({ orderId: id }))).toBe('ORDER_NOT_FOUND');
  expect(await codeOf(trpc.event.listOfOrder.query({ orderId: id }))).toBe('ORDER_NOT_FOUND');
});

it('finds by any part of the number, without regard to case, and takes signs for what they are', async () => {
  await order('2026-000123');
  await order('2026-000124');
  await order('ВК_77%');
  expect(await numbers({ search: '0012' })).toEqual(['2026-000123', '2026-000124']);
  expect(await numbers({ search: '№ 2026-000124' })).toEqual(['2026-000124']);
  expect(await numbers({ search: 'вк_' })).toEqual(['ВК_77%']);
  expect(await numbers({ search: '%' })).toEqual(['ВК_77%']);
  expect(await numbers({ search: '_2' })).toEqual([]);
});

it('finds by the customer’s login and name', async () => {
  const { companyId } = world;
  const wanted = { login: 'horobets', firstName: 'Одарка', lastName: 'Горобець' };
  const { id } = await createCustomer(setting.owner, { companyId, ...wanted });
  await order('A-1', { customerId: id });
  await order('A-2');
  expect(await numbers({ search: 'HOROB' })).toEqual(['A-1']);
  expect(await numbers({ search: 'горобець одарка' })).toEqual(['A-1']);
});

it('narrows by status, operator and days of the company’s zone, all together', async () => {
  const { olena, taras } = world;
  // The last millisecond of 9 March in Kyiv, then the 10th from its first to its last.
  await order('A-1', { createdAt: '2026-03-09T21:59:59.999Z', operatorId: olena.id });
  await order('A-2', { createdAt: '2026-03-09T22:00:00.000Z', operatorId: olena.id });
  await order('A-3', { createdAt: '2026-03-10T21:59:59.999Z', status: 'shipped' });
  await order('A-4', { createdAt: '2026-03-10T22:00:00.000Z', operatorId: taras.id });
  const day = { createdFrom: '2026-03-10', createdTo: '2026-03-10' };
  expect(await numbers(day)).toEqual(['A-2', 'A-3']);
  expect(await numbers({ createdTo: '2026-03-09' })).toEqual(['A-1']);
  expect(await numbers({ statuses: ['shipped', 'completed'] })).toEqual(['A-3']);
  expect(await numbers({ operatorId: olena.id })).toEqual(['A-1', 'A-2']);
  expect(await numbers({ ...day, operatorId: olena.id, statuses: ['new'] })).toEqual(['A-2']);
});

it.each(
  orderSortKeys.flatMap((sort) => (['asc', 'desc'] as const).map((to) => [sort, to] as const)),
)('pages by %s %s there and back, each once', async (sort, direction) => {
  const { companyId, olena, taras } = world;
  const second = await createCustomer(setting.owner, { companyId });
  const operators = [olena.id, taras.id, null];
  for (let at = 0; at < 25; at += 1) {
    await order(`A-${String(at).padStart(3, '0')}`, {
      customerId: at % 3 === 0 ? second.id : world.customerId,
      operatorId: operators[at % operators.length] ?? null,
      status: at % 2 === 0 ? 'new' : 'shipped',
      ...{ sum: `${String(100 + (at % 4))}.50`, paid: `${String(at % 3)}.00` },
      createdAt: new Date(Date.UTC(2026, 2, 1 + (at % 5))),
    });
  }
  const ask = (cursor?: string) =>
    taras.trpc.order.list.query({
      ...{ sort, direction, pageSize: 10 },
      ...(cursor === undefined ? {} : { cursor }),
    });
  const first = await ask();
  const next = await ask(first.nextCursor ?? '');
  const last = await ask(next.nextCursor ?? '');
  const ids = [first, next, last].flatMap(({ rows }) => rows.map(({ id }) => id));
  expect(new Set(ids).size).toBe(25);
  expect([last.from, last.to, last.nextCursor]).toEqual([21, 25, null]);
  const back = await ask(last.previousCursor ?? '');
  expect(back.rows).toEqual(next.rows);
  expect([back.from, back.to]).toEqual([11, 20]);
});

it.each(orderSortKeys)('a forged place in a list by %s is no failure', async (sort) => {
  const places = ['x', '["after","\\u0000",1,0]', '["after","1\'; --",1,0]', '["after","new",0,0]'];
  for (const place of places) {
    const input = { sort, cursor: encodeURIComponent(place) };
    expect(['OK', 'INVALID_INPUT']).toContain(
      await codeOf(world.taras.trpc.order.list.query(input)),
    );
  }
});

it('shows an order with its lines, exactly', async () => {
  const { id } = await order('A-1', {
    sum: '100.30',
    lines: {
      create: [
        { position: 2, title: 'Кабель', quantity: 3, price: '0.10' },
        { position: 1, title: 'Чайник', quantity: 1, price: '100.00' },
      ],
    },
  });
  expect(await world.taras.trpc.order.get.query({ orderId: id })).toMatchObject({
    lines: [
      { position: 1, title: 'Чайник', quantity: 1, price: '100.00', total: '100.00' },
      { position: 2, title: 'Кабель', quantity: 3, price: '0.10', total: '0.30' },
    ],
    ...{ linesTotal: '100.30', cancelled: null, refundable: '0.00', operations: [] },
  });
});
