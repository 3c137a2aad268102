import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operationDto } from '#server/features/operation/schema.ts';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
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

test('posts a deposit with its number, version, event and a reply of the DTO’s very shape', async () => {
  const customer = await world.newCustomer();
  const key = randomUUID();
  const answer = await world.postOne({
    customerId: customer.id,
    amount: '12.5',
    idempotencyKey: key,
  });
  expect(answer).toMatchObject({
    position: 0,
    outcome: 'posted',
    error: null,
    customer_version: 2,
  });
  expect(operationDto.strict().parse(answer.operation)).toMatchObject({
    customerId: customer.id,
    number: 1,
    kind: 'deposit',
    amount: '12.50',
    balanceBefore: '0.00',
    balanceAfter: '12.50',
    author: { id: world.olena.id, name: 'Олена Коваль' },
    reverses: null,
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
  });
  const { rows } = await world.app.query(
    `SELECT type, version, author_id, mutation_id, changes, data FROM events
     WHERE subject_type = 'customer' AND subject_id = $1`,
    [customer.id],
  );
  expect(rows).toEqual([
    {
      type: 'operation.deposited',
      version: 2,
      author_id: world.olena.id,
      mutation_id: key,
      changes: [{ field: 'balance', old: '0.00', new: '12.50' }],
      data: { operation: answer.operation },
    },
  ]);
});

test('refuses a withdrawal below zero, naming the balance, and writes nothing', async () => {
  const customer = await world.newCustomer();
  await world.postOne({ customerId: customer.id, amount: '5' });
  const answer = await world.postOne({
    customerId: customer.id,
    kind: 'withdrawal',
    amount: '5.01',
  });
  expect(answer).toMatchObject({
    outcome: 'refused',
    error: 'BALANCE_TOO_LOW',
    params: { balance: '5.00' },
    operation: null,
    customer_version: null,
  });
  const after = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(after).toMatchObject({ version: 2, operationsCount: 1 });
});

test('refuses when the balance that was seen has moved', async () => {
  const customer = await world.newCustomer();
  await world.postOne({ customerId: customer.id, amount: '50' });
  const withdrawal = { customerId: customer.id, kind: 'withdrawal', amount: '10' };
  const stale = await world.postOne({ ...withdrawal, seenBalance: '40.00' });
  expect(stale).toMatchObject({ error: 'BALANCE_MOVED', params: { balance: '50.00' } });
  const fresh = await world.postOne({ ...withdrawal, seenBalance: '50.00' });
  expect(fresh).toMatchObject({ outcome: 'posted', operation: { amount: '-10.00' } });
});

test('refuses a customer of another company as if there were none', async () => {
  const other = await createCompany(world.db);
  const stranger = await createUser(world.db, { companyId: other.id });
  const customer = await world.newCustomer();
  const answer = await world.postOne({
    customerId: customer.id,
    companyId: other.id,
    authorId: stranger.id,
  });
  expect(answer.error).toBe('CUSTOMER_NOT_FOUND');
});

test.each([
  [
    'blocked',
    async () =>
      (await createUser(world.db, { companyId: world.company.id, blockedAt: new Date() })).id,
  ],
  [
    'of another company',
    async () => (await createUser(world.db, { companyId: (await createCompany(world.db)).id })).id,
  ],
  ['missing', async () => null],
])('refuses an author who is %s', async (_, makeAuthor) => {
  const customer = await world.newCustomer();
  const answer = await world.postOne({ customerId: customer.id, authorId: await makeAuthor() });
  expect(answer.error).toBe('UNAUTHENTICATED');
});

test('refuses a balance that the ledger can’t hold', async () => {
  const customer = await world.newCustomer();
  const top = { customerId: customer.id, amount: '999999999.99' };
  await world.db
    .$executeRaw`UPDATE customers SET balance = 9999999999999999.00 WHERE id = ${customer.id}`;
  expect((await world.postOne(top)).error).toBe('BALANCE_TOO_HIGH');
  await world.db.$executeRaw`UPDATE customers SET balance = 0 WHERE id = ${customer.id}`;
});

test.each([
  '-1',
  '0',
  '0.00',
  '1.001',
  '1e3',
  'NaN',
  'Infinity',
  '1e309',
  '1000000000',
  ' 5',
  '',
  null,
])('refuses the amount %j', async (amount) => {
  const customer = await world.newCustomer();
  const answer = await world.postOne({ customerId: customer.id, amount });
  expect(answer.error).toBe('INVALID_INPUT');
});

test('refuses kinds that nobody makes by hand, and notes that say nothing', async () => {
  const customer = await world.newCustomer();
  const answers = await world.post(
    world.command({ customerId: customer.id, kind: 'refund' }),
    world.command({ customerId: customer.id, note: 'abcd' }),
    world.command({ customerId: customer.id, note: 'x'.repeat(501) }),
  );
  expect(answers.map((answer) => answer.error)).toEqual(Array(3).fill('INVALID_INPUT'));
});

test('warns that a colleague did the same within ten minutes, unless confirmed or reversed since', async () => {
  const customer = await world.newCustomer();
  const asked = { customerId: customer.id, amount: '70', confirmRepeated: false };
  const first = await world.postOne(asked);
  expect(await world.postOne(asked)).toMatchObject({ outcome: 'posted' });
  const byTaras = { ...asked, authorId: world.taras.id };
  expect(await world.postOne(byTaras)).toMatchObject({
    error: 'OPERATION_REPEATED',
    params: { by: 'Олена Коваль', amount: '70.00', at: expect.any(String) as string },
  });
  expect(await world.postOne({ ...byTaras, amount: '71' })).toMatchObject({ outcome: 'posted' });
  expect(await world.postOne({ ...byTaras, kind: 'withdrawal' })).toMatchObject({
    outcome: 'posted',
  });
  expect(await world.postOne({ ...byTaras, confirmRepeated: true })).toMatchObject({
    outcome: 'posted',
  });

  const fresh = await world.newCustomer();
  const slip = await world.postOne({ ...asked, customerId: fresh.id });
  await world.postOne({
    customerId: fresh.id,
    kind: 'reversal',
    amount: null,
    reversesId: slip.operation?.id ?? 0,
  });
  expect(await world.postOne({ ...byTaras, customerId: fresh.id })).toMatchObject({
    outcome: 'posted',
  });
  expect(first.outcome).toBe('posted');
});

test('reverses an operation once, by a linked one, and never a reversal', async () => {
  const customer = await world.newCustomer();
  const deposit = await world.postOne({ customerId: customer.id, amount: '30' });
  const undo = { customerId: customer.id, kind: 'reversal', amount: null };
  const reversal = await world.postOne({ ...undo, reversesId: deposit.operation?.id ?? 0 });
  expect(reversal).toMatchObject({
    outcome: 'posted',
    operation: {
      kind: 'reversal',
      amount: '-30.00',
      balanceAfter: '0.00',
      reverses: { id: deposit.operation?.id, number: 1 },
    },
  });
  expect(await world.postOne({ ...undo, reversesId: deposit.operation?.id ?? 0 })).toMatchObject({
    error: 'OPERATION_ALREADY_REVERSED',
    params: { by: 'Олена Коваль', at: expect.any(String) as string },
  });
  expect(await world.postOne({ ...undo, reversesId: reversal.operation?.id ?? 0 })).toMatchObject({
    error: 'OPERATION_NOT_REVERSIBLE',
  });
  const other = await world.newCustomer();
  expect(
    await world.postOne({ ...undo, customerId: other.id, reversesId: deposit.operation?.id ?? 0 }),
  ).toMatchObject({ error: 'OPERATION_NOT_FOUND' });
});

test('refuses to reverse a deposit whose money is spent', async () => {
  const customer = await world.newCustomer();
  const deposit = await world.postOne({ customerId: customer.id, amount: '30' });
  await world.postOne({ customerId: customer.id, kind: 'withdrawal', amount: '10' });
  const answer = await world.postOne({
    customerId: customer.id,
    kind: 'reversal',
    amount: null,
    reversesId: deposit.operation?.id ?? 0,
  });
  expect(answer).toMatchObject({ error: 'BALANCE_TOO_LOW', params: { balance: '20.00' } });
});

test('answers a repeated key with the first result, and refuses it for another command', async () => {
  const customer = await world.newCustomer();
  const command = world.command({ customerId: customer.id });
  const [first] = await world.post(command);
  await world.postOne({ customerId: customer.id });
  const [again] = await world.post(command);
  expect(again).toEqual({ ...first, outcome: 'replayed' });
  const [other] = await world.post({ ...command, requestHash: 'another' });
  expect(other).toMatchObject({ outcome: 'refused', error: 'IDEMPOTENCY_CONFLICT' });
});

test('handles a batch in its order: one refusal does not spoil the rest', async () => {
  const [one, two] = [await world.newCustomer(), await world.newCustomer()];
  const repeated = world.command({ customerId: one.id, amount: '10' });
  const answers = await world.post(
    repeated,
    world.command({ customerId: two.id, kind: 'withdrawal' }),
    world.command({ customerId: 2_000_000_000 }),
    world.command({ customerId: two.id, amount: '20' }),
    repeated,
    world.command({ customerId: one.id, kind: 'withdrawal', amount: '4' }),
    world.command({ customerId: two.id, kind: 'withdrawal', amount: '20' }),
  );
  expect(answers.map(({ position, outcome, error }) => [position, error ?? outcome])).toEqual([
    [0, 'posted'],
    [1, 'BALANCE_TOO_LOW'],
    [2, 'CUSTOMER_NOT_FOUND'],
    [3, 'posted'],
    [4, 'replayed'],
    [5, 'posted'],
    [6, 'posted'],
  ]);
  expect(answers[5]?.operation).toMatchObject({ number: 2, balanceAfter: '6.00' });
  expect(answers[4]?.operation).toEqual(answers[0]?.operation);
});
