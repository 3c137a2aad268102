import { beforeEach, expect, it } from 'vitest';
import { createOperation } from '#prisma/factories/operation.ts';
import { createOrder, payOrder } from '#prisma/factories/order.ts';
import type { OrderStatus } from '#server/features/order/schema.ts';
import { finalStatuses, orderStatuses } from '#server/features/order/schema.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import type { TestUser } from '#tests/support/app.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, versionOf } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

interface Made {
  status?: OrderStatus;
  /** From the balance, which had just as much. */
  fromBalance?: string;
  byCard?: string;
}

async function newOrder({ status = 'confirmed', fromBalance, byCard = '0.00' }: Made = {}) {
  const { companyId, customerId, olena } = world;
  const order = await createOrder(setting.owner, { companyId, customerId, status, paid: byCard });
  if (fromBalance === undefined) return { ...order, paymentId: 0 };
  const deposit = { companyId, customerId, authorId: olena.id, amount: fromBalance };
  await createOperation(setting.owner, deposit);
  return { ...order, paymentId: await payOrder(setting.owner, order.id, fromBalance) };
}

const reason = 'Клієнт передумав';
const command = (orderId: number) => ({ orderId, version: 1, reason, idempotencyKey: newKey() });
const cancel = (by: TestUser, orderId: number) => by.trpc.order.cancel.mutate(command(orderId));

const stored = (id: number) => setting.owner.order.findUniqueOrThrow({ where: { id } });
const balance = async () =>
  (
    await setting.owner.customer.findUniqueOrThrow({ where: { id: world.customerId } })
  ).balance.toFixed(2);

it('ends the order and returns what was paid from the balance: rows, versions and events agree', async () => {
  const { olena, customerId } = world;
  const { id, number } = await newOrder({ fromBalance: '240.00' });
  const input = command(id);
  const answer = await olena.trpc.order.cancel.mutate(input);
  expect(answer).toMatchObject({
    ...{ replayed: false, refund: { number: 3, amount: '240.00' } },
    order: {
      ...{ id, number, version: 2, status: 'cancelled', paid: '0.00', refundable: '0.00' },
      cancelled: { reason, by: { id: olena.id, name: olena.name } },
    },
  });
  expect(answer.order.operations.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['refund', '240.00'],
    ['orderPayment', '-240.00'],
  ]);
  const row = await stored(id);
  expect(row).toMatchObject({ status: 'cancelled', version: 2, cancelReason: reason });
  expect([row.cancelledById, row.paid.toFixed(2)]).toEqual([olena.id, '0.00']);
  expect(await balance()).toBe('240.00');
  const refund = await setting.owner.operation.findFirstOrThrow({
    where: { kind: 'refund', orderId: id },
  });
  expect(refund).toMatchObject({ customerId, note: `${number}: ${reason}`, authorId: olena.id });
  expect(await eventsOf(setting.owner, 'order', id)).toEqual([
    {
      ...{ type: 'order.cancelled', version: 2, authorId: olena.id },
      mutationId: input.idempotencyKey,
      changes: [
        { field: 'status', old: 'confirmed', new: 'cancelled' },
        { field: 'paid', old: '240.00', new: '0.00' },
      ],
      data: {
        order: { id, number, customerId, status: 'cancelled', paid: '0.00' },
        ...{ reason, refund: { id: refund.id, number: 3, amount: '240.00' } },
      },
    },
  ]);
  const last = (await eventsOf(setting.owner, 'customer', customerId)).at(-1);
  expect(last).toMatchObject({ type: 'operation.refunded', version: 4, authorId: olena.id });
  expect(await versionOf(setting.owner, { customerId })).toBe(4);
});

it('ends an unpaid order without any operation', async () => {
  const { id } = await newOrder();
  const answer = await cancel(world.olena, id);
  expect(answer).toMatchObject({ refund: null, order: { paid: '0.00', status: 'cancelled' } });
  expect(await setting.owner.operation.count({ where: { orderId: id } })).toBe(0);
  expect(await versionOf(setting.owner, { customerId: world.customerId })).toBe(1);
});

it('leaves in "paid" what came by other ways than the balance', async () => {
  const { id } = await newOrder({ fromBalance: '100.00', byCard: '150.00' });
  expect(await cancel(world.olena, id)).toMatchObject({
    ...{ refund: { amount: '100.00' }, order: { paid: '150.00' } },
  });
});

it('does not return a payment that was reversed', async () => {
  const { olena, taras, customerId } = world;
  const { id, paymentId } = await newOrder({ fromBalance: '240.00' });
  await taras.trpc.operation.reverse.mutate({
    ...{ customerId, operationId: paymentId, note: 'Дубль платежу', idempotencyKey: newKey() },
    seenBalance: '0.00',
  });
  expect(await taras.trpc.order.get.query({ orderId: id })).toMatchObject({
    ...{ version: 2, paid: '0.00', refundable: '0.00' },
  });
  // What the superadmin was told would be returned is not so any more.
  expect(await codeOf(cancel(olena, id))).toBe('STALE_VERSION');
  const answer = await olena.trpc.order.cancel.mutate({ ...command(id), version: 2 });
  expect(answer.refund).toBeNull();
  expect(await balance()).toBe('240.00');
});

it('a refund is reversed once; the order stays cancelled and shows what is paid again', async () => {
  const { olena, customerId } = world;
  const { id } = await newOrder({ fromBalance: '240.00' });
  const { order } = await cancel(olena, id);
  const refundId = order.operations[0]?.id ?? 0;
  const reverse = () =>
    olena.trpc.operation.reverse.mutate({
      ...{ customerId, operationId: refundId, note: 'Помилка', idempotencyKey: newKey() },
      seenBalance: '240.00',
    });
  await reverse();
  expect(await codeOf(reverse())).toBe('OPERATION_ALREADY_REVERSED');
  expect(await balance()).toBe('0.00');
  expect(await olena.trpc.order.get.query({ orderId: id })).toMatchObject({
    ...{ status: 'cancelled', paid: '240.00', version: 3 },
  });
  const history = await olena.trpc.event.listOfOrder.query({ orderId: id });
  expect(history.map(({ type, version }) => [type, version])).toEqual([
    ['order.paidChanged', 3],
    ['order.cancelled', 2],
  ]);
  expect((await refusalOf(cancel(olena, id))).code).toBe('ORDER_FINAL');
});

it('lets no admin, stranger or blocked user cancel, and writes nothing', async () => {
  const { olena, taras, other } = world;
  const { id } = await newOrder({ fromBalance: '240.00' });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(cancel(taras, id))).toBe('FORBIDDEN');
    expect(await codeOf(cancel(other.superadmin, id))).toBe('ORDER_NOT_FOUND');
    expect(await codeOf(cancel(setting.app.visitor(), id))).toBe('UNAUTHENTICATED');
    expect(await codeOf(cancel(olena, 2_000_000_000))).toBe('ORDER_NOT_FOUND');
  });
  await setting.owner.user.update({ where: { id: olena.id }, data: { blockedAt: new Date() } });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(cancel(olena, id))).toBe('UNAUTHENTICATED');
  });
});

it.each(finalStatuses)('refuses an order that is %s', async (status) => {
  const { id } = await newOrder({ status });
  await expectNothingWritten(setting.owner, async () => {
    expect(await refusalOf(cancel(world.olena, id))).toMatchObject({
      ...{ code: 'ORDER_FINAL', params: { status } },
    });
  });
});

it.each(orderStatuses.filter((status) => !finalStatuses.some((final) => final === status)))(
  'takes an order that is %s',
  async (status) => {
    const { id } = await newOrder({ status });
    expect((await cancel(world.olena, id)).order.status).toBe('cancelled');
  },
);

it.each([2, 2_147_483_647])(
  'refuses version %i of an order that is at its first',
  async (version) => {
    const { id } = await newOrder({ fromBalance: '240.00' });
    const input = { ...command(id), version };
    await expectNothingWritten(setting.owner, async () => {
      expect(await codeOf(world.olena.trpc.order.cancel.mutate(input))).toBe('STALE_VERSION');
    });
  },
);

it('asks for a reason of at least three letters', async () => {
  const { id } = await newOrder();
  for (const typed of ['', '  ', 'ні', ' ні ', 'x'.repeat(501)]) {
    const input = { ...command(id), reason: typed };
    expect(await codeOf(world.olena.trpc.order.cancel.mutate(input))).toBe('INVALID_INPUT');
  }
  const longest = { ...command(id), reason: 'x'.repeat(500) };
  expect(await codeOf(world.olena.trpc.order.cancel.mutate(longest))).toBe('OK');
});

it('cuts the note of a refund, never the reason', async () => {
  const { id, number } = await newOrder({ fromBalance: '1.00' });
  const long = '😀'.repeat(250);
  const { order } = await world.olena.trpc.order.cancel.mutate({ ...command(id), reason: long });
  expect(order.cancelled?.reason).toBe(long);
  expect(order.operations[0]?.note.startsWith(`${number}: 😀`)).toBe(true);
});

it('the same key is one refund, and the first result again', async () => {
  const { olena } = world;
  const { id } = await newOrder({ fromBalance: '240.00' });
  const input = command(id);
  const first = await olena.trpc.order.cancel.mutate(input);
  const again = await olena.trpc.order.cancel.mutate(input);
  expect(again).toEqual({ ...first, replayed: true });
  const other = { ...input, reason: 'Інша причина' };
  expect(await codeOf(olena.trpc.order.cancel.mutate(other))).toBe('IDEMPOTENCY_CONFLICT');
  expect(await balance()).toBe('240.00');
});

it('a key that an operation or another order has used is refused, and nothing is written', async () => {
  const { olena, customerId } = world;
  const [one, two] = [
    await newOrder({ fromBalance: '10.00' }),
    await newOrder({ fromBalance: '10.00' }),
  ];
  const used = command(one.id);
  await olena.trpc.order.cancel.mutate(used);
  const deposit = { customerId, amount: '5', note: 'Поповнення', idempotencyKey: newKey() };
  await olena.trpc.operation.deposit.mutate(deposit);
  await expectNothingWritten(setting.owner, async () => {
    for (const { idempotencyKey } of [used, deposit]) {
      const input = { ...command(two.id), idempotencyKey };
      expect(await codeOf(olena.trpc.order.cancel.mutate(input))).toBe('IDEMPOTENCY_CONFLICT');
    }
  });
});

it('cancelled many times at once: one refund, the others are told that it is final', async () => {
  const { id } = await newOrder({ fromBalance: '240.00' });
  const calls = Array.from({ length: 12 }, () => cancel(world.olena, id));
  expect(await codesOf(calls)).toEqual({ OK: 1, ORDER_FINAL: 11 });
  expect(await balance()).toBe('240.00');
  expect(await eventsOf(setting.owner, 'order', id)).toHaveLength(1);
});

it('one key many times at once: equal answers, one refund', async () => {
  const { id } = await newOrder({ fromBalance: '240.00' });
  const input = command(id);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => world.olena.trpc.order.cancel.mutate(input)),
  );
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(answers.map(({ refund }) => JSON.stringify(refund)))).toHaveProperty('size', 1);
  expect(await balance()).toBe('240.00');
});

it('against withdrawals at once the balance stays the sum of its operations', async () => {
  const { olena, taras, customerId } = world;
  const { id } = await newOrder({ fromBalance: '240.00' });
  const withdraw = () =>
    taras.trpc.operation.withdraw.mutate({
      ...{ customerId, amount: '240', note: 'Списання', idempotencyKey: newKey() },
      ...{ seenBalance: '240.00', confirmRepeated: true },
    });
  const outcomes = await Promise.all([
    codeOf(cancel(olena, id)),
    ...Array.from({ length: 6 }, () => codeOf(withdraw())),
  ]);
  expect(outcomes[0]).toBe('OK');
  const taken = outcomes.slice(1).filter((code) => code === 'OK').length;
  expect(taken).toBeLessThanOrEqual(1);
  expect(await balance()).toBe(taken === 1 ? '0.00' : '240.00');
  const [sum] = await setting.owner.$queryRaw<{ sum: string }[]>`
    SELECT sum(amount)::text AS sum FROM operations WHERE customer_id = ${customerId}`;
  expect(sum?.sum).toBe(await balance());
});

it('against a reversal of the payment at once: the money goes back once', async () => {
  const { olena, taras, customerId } = world;
  for (let round = 0; round < 5; round += 1) {
    const before = await balance();
    const { id, paymentId } = await newOrder({ fromBalance: '10.00' });
    const reversing = taras.trpc.operation.reverse.mutate({
      ...{ customerId, operationId: paymentId, note: 'Сторно', idempotencyKey: newKey() },
      seenBalance: before,
    });
    const outcomes = await Promise.all([codeOf(cancel(olena, id)), codeOf(reversing)]);
    // Whoever comes second is told that the order or the balance is not what was seen.
    expect([
      ['OK', 'BALANCE_MOVED'],
      ['STALE_VERSION', 'OK'],
    ]).toContainEqual(outcomes);
    expect(Number(await balance())).toBe(Number(before) + 10);
  }
});

it('against the removal of the customer: either there is no customer or no open order, never a loss', async () => {
  const { olena, taras, customerId } = world;
  const { id } = await newOrder();
  const { login } = await setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
  const removing = taras.trpc.customer.remove.mutate({ customerId, version: 1, login });
  const [cancelled, removed] = await Promise.all([codeOf(cancel(olena, id)), codeOf(removing)]);
  expect(cancelled).toBe('OK');
  expect(['OK', 'CUSTOMER_HAS_OPEN_ORDERS']).toContain(removed);
  expect(await olena.trpc.order.get.query({ orderId: id })).toMatchObject({
    customer: { id: customerId, login, isRemoved: removed === 'OK' },
  });
});

it('a refund that the ledger refuses leaves the order as it is', async () => {
  const { id } = await newOrder({ fromBalance: '240.00' });
  const full = { where: { id: world.customerId }, data: { balance: '9999999999999999.00' } };
  await setting.owner.customer.update(full);
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(cancel(world.olena, id))).toBe('BALANCE_TOO_HIGH');
  });
});

it('a failure after the refund leaves neither refund nor cancelling', async () => {
  const { id } = await newOrder({ fromBalance: '240.00' });
  await setting.owner.$executeRawUnsafe(`
    CREATE FUNCTION fail_cancelling() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the disk is full' USING ERRCODE = 'disk_full'; END $$`);
  await setting.owner.$executeRawUnsafe(`
    CREATE TRIGGER fail_cancelling BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION fail_cancelling()`);
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(cancel(world.olena, id))).toBe('SERVICE_UNAVAILABLE');
  });
  await setting.owner.$executeRawUnsafe('DROP FUNCTION fail_cancelling CASCADE');
  expect(await codeOf(cancel(world.olena, id))).toBe('OK');
});

it('tells colleagues, and nobody of another company', async () => {
  const { olena, taras, other } = world;
  const { id } = await newOrder({ fromBalance: '240.00' });
  const [mine, theirs] = [await taras.follow(), await other.superadmin.follow()];
  await cancel(olena, id);
  const event = await mine.untilEvent('order.cancelled');
  expect(event).toMatchObject({ subject: { type: 'order', id }, author: { name: olena.name } });
  await mine.untilEvent('operation.refunded');
  expect(JSON.stringify(theirs.messages)).not.toContain('order.cancelled');
  mine.close();
  theirs.close();
});
