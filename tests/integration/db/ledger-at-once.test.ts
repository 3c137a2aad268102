import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from './world.ts';
import { brokenCustomers, createWorld } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('loses none of 16 × 200 deposits made at once on one customer', async () => {
  const customer = await world.newCustomer();
  const writer = async () => {
    for (let count = 0; count < 200; count += 1) {
      const answer = await world.postOne({ customerId: customer.id, amount: '1' });
      expect(answer.outcome).toBe('posted');
    }
  };
  await Promise.all(Array.from({ length: 16 }, writer));
  const after = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(after.balance.toFixed(2)).toBe('3200.00');
  expect(after).toMatchObject({ operationsCount: 3200, version: 3201 });
  expect(await brokenCustomers(world)).toEqual([]);
}, 120_000);

test('lets exactly 50 of 100 withdrawals of 10 from 500 through', async () => {
  const customer = await world.newCustomer();
  await world.postOne({ customerId: customer.id, amount: '500' });
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      world.postOne({ customerId: customer.id, kind: 'withdrawal', amount: '10' }),
    ),
  );
  expect(answers.filter((answer) => answer.outcome === 'posted')).toHaveLength(50);
  expect(new Set(answers.map((answer) => answer.error))).toEqual(
    new Set([null, 'BALANCE_TOO_LOW']),
  );
});

test('makes one operation of one key sent 50 times at once, and answers all alike', async () => {
  const customer = await world.newCustomer();
  const command = world.command({ customerId: customer.id });
  const answers = (await Promise.all(Array.from({ length: 50 }, () => world.post(command)))).flat();
  expect(answers.filter((answer) => answer.outcome === 'posted')).toHaveLength(1);
  expect(answers.filter((answer) => answer.outcome === 'replayed')).toHaveLength(49);
  expect(new Set(answers.map((answer) => JSON.stringify(answer.operation))).size).toBe(1);
});

test('gives one key to one of two customers when both ask at once', async () => {
  const [one, two] = [await world.newCustomer(), await world.newCustomer()];
  for (let round = 0; round < 20; round += 1) {
    const command = world.command({ customerId: one.id, requestHash: 'one' });
    const answers = await Promise.all([
      world.post(command),
      world.post({ ...command, customerId: two.id, requestHash: 'two' }),
    ]);
    const outcomes = answers.flat().map((answer) => answer.error ?? answer.outcome);
    expect(outcomes.sort()).toEqual(['IDEMPOTENCY_CONFLICT', 'posted']);
  }
});

test('batches over the same customers in opposite orders never wait for each other for ever', async () => {
  const customers = await Promise.all(Array.from({ length: 8 }, () => world.newCustomer()));
  const batch = (ids: number[]) =>
    world.post(...ids.map((customerId) => world.command({ customerId })));
  const ids = customers.map((customer) => customer.id);
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([
      batch(ids),
      batch([...ids].reverse()),
      batch(ids),
      batch([...ids].reverse()),
    ]);
  }
  const sums = await world.db.customer.findMany({ where: { id: { in: ids } } });
  expect(sums.map((customer) => customer.balance.toFixed(2))).toEqual(Array(8).fill('4000.00'));
});

test('keeps every balance the sum of its operations, whatever is posted', async () => {
  const customers = await Promise.all([
    world.newCustomer(),
    world.newCustomer(),
    world.newCustomer(),
  ]);
  const made: number[] = [];
  const step = fc.record({
    customer: fc.nat(2),
    kind: fc.constantFrom('deposit', 'withdrawal', 'reversal'),
    amount: fc.integer({ min: 1, max: 50_000 }).map((cents) => (cents / 100).toFixed(2)),
    original: fc.nat(40),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const answers = await world.post(
        ...steps.map(({ customer, kind, amount, original }) =>
          world.command({
            customerId: customers[customer]?.id ?? 0,
            kind,
            amount: kind === 'reversal' ? null : amount,
            reversesId: kind === 'reversal' ? (made.at(-original - 1) ?? 0) : null,
          }),
        ),
      );
      made.push(...answers.flatMap((answer) => answer.operation?.id ?? []));
      expect(await brokenCustomers(world)).toEqual([]);
    }),
    { numRuns: 40 },
  );
  expect(made.length).toBeGreaterThan(50);
});
