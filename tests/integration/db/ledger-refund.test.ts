import { afterAll, beforeAll, expect, test } from 'vitest';
import { createOrder, payOrder } from '#prisma/factories/order.ts';
import { operationDto } from '#server/features/operation/schema.ts';
import { orderEvents } from '#server/features/order/events.ts';
import type { World } from './world.ts';
import { brokenCustomers, createWorld } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  expect(await brokenCustomers(world)).toEqual([]);
  await world.close();
});

/** A customer with an order of 250, all of it paid from the balance. */
async function paidOrder() {
  const customer = await world.newCustomer();
  const { id, number } = await createOrder(world.db, {
    ...{ companyId: world.company.id, customerId: customer.id, status: 'confirmed' },
  });
  await world.postOne({ customerId: customer.id, amount: '250' });
  const paymentId = await payOrder(world.db, id, '250.00');
  return { customerId: customer.id, orderId: id, number, paymentId };
}

const paidOf = async (orderId: number) =>
  (await world.db.order.findUniqueOrThrow({ where: { id: orderId } })).paid.toFixed(2);

test('posts a refund with its order, number, version and event', async () => {
  const { customerId, orderId, number } = await paidOrder();
  const answer = await world.postOne({ customerId, kind: 'refund', amount: '250', orderId });
  expect(answer).toMatchObject({ outcome: 'posted', customer_version: 4 });
  expect(operationDto.strict().parse(answer.operation)).toMatchObject({
    ...{ number: 3, kind: 'refund', amount: '250.00', balanceAfter: '250.00' },
    order: { id: orderId, number },
  });
  const event = await world.db.event.findFirstOrThrow({
    where: { subjectType: 'customer', subjectId: customerId, version: 4 },
  });
  expect(event).toMatchObject({
    ...{ type: 'operation.refunded', data: { operation: answer.operation } },
    changes: [{ field: 'balance', old: '0.00', new: '250.00' }],
  });
  // What the order says of it is whoever cancels it to write.
  expect(await paidOf(orderId)).toBe('250.00');
});

test('refunds no more than the order has from the balance, in one step or in several', async () => {
  const { customerId, orderId } = await paidOrder();
  const refund = { customerId, kind: 'refund', orderId };
  const answers = [
    await world.postOne({ ...refund, amount: '250.01' }),
    await world.postOne({ ...refund, amount: '100' }),
    await world.postOne({ ...refund, amount: '150.01' }),
    await world.postOne({ ...refund, amount: '150' }),
    await world.postOne({ ...refund, amount: '0.01' }),
  ];
  expect(answers.map(({ error, outcome }) => error ?? outcome)).toEqual([
    'INVALID_INPUT',
    'posted',
    'INVALID_INPUT',
    'posted',
    'INVALID_INPUT',
  ]);
});

test('refunds in one batch see each other', async () => {
  const { customerId, orderId } = await paidOrder();
  const refund = () => world.command({ customerId, kind: 'refund', amount: '250', orderId });
  const answers = await world.post(refund(), refund());
  expect(answers.map(({ error }) => error)).toEqual([null, 'INVALID_INPUT']);
});

test('refuses a refund without an order, and an order beside anything else', async () => {
  const { customerId, orderId } = await paidOrder();
  const answers = [
    await world.postOne({ customerId, kind: 'refund', amount: '1' }),
    await world.postOne({ customerId, amount: '1', orderId }),
    await world.postOne({ customerId, kind: 'order_payment', amount: '1', orderId }),
  ];
  expect(answers.map(({ error }) => error)).toEqual(Array(3).fill('INVALID_INPUT'));
});

test('finds no order of another customer or company', async () => {
  const [mine, theirs] = [await paidOrder(), await paidOrder()];
  const refund = { kind: 'refund', amount: '1' };
  const foreign = { ...refund, customerId: mine.customerId, orderId: theirs.orderId };
  const missing = { ...refund, customerId: mine.customerId, orderId: 2_000_000_000 };
  expect((await world.postOne(foreign)).error).toBe('ORDER_NOT_FOUND');
  expect((await world.postOne(missing)).error).toBe('ORDER_NOT_FOUND');
});

test('a reversed payment is not refunded, and the order is told that it is paid no longer', async () => {
  const { customerId, orderId, number, paymentId } = await paidOrder();
  const reversal = await world.postOne({
    ...{ customerId, kind: 'reversal', amount: null, reversesId: paymentId },
  });
  expect(reversal.outcome).toBe('posted');
  expect(await paidOf(orderId)).toBe('0.00');
  const event = await world.db.event.findFirstOrThrow({
    where: { subjectType: 'order', subjectId: orderId },
  });
  expect(event).toMatchObject({
    ...{ type: 'order.paidChanged', version: 2, authorId: world.olena.id },
    changes: [{ field: 'paid', old: '250.00', new: '0.00' }],
  });
  expect(orderEvents['order.paidChanged'].strict().parse(event.data)).toEqual({
    order: { id: orderId, number, customerId, status: 'confirmed', paid: '0.00' },
    operation: { id: reversal.operation?.id, number: 3 },
  });
  const refund = { customerId, kind: 'refund', amount: '0.01', orderId };
  expect((await world.postOne(refund)).error).toBe('INVALID_INPUT');
});

test('a reversed refund is taken back once, and what is paid follows', async () => {
  const { customerId, orderId } = await paidOrder();
  const refund = await world.postOne({ customerId, kind: 'refund', amount: '250', orderId });
  await world.db.order.update({ where: { id: orderId }, data: { paid: '0' } });
  const undo = {
    ...{ customerId, kind: 'reversal', amount: null, reversesId: refund.operation?.id ?? 0 },
  };
  expect(await world.postOne(undo)).toMatchObject({
    operation: { amount: '-250.00', order: { id: orderId } },
  });
  expect((await world.postOne(undo)).error).toBe('OPERATION_ALREADY_REVERSED');
  expect(await paidOf(orderId)).toBe('250.00');
});
