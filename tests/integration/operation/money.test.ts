import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import type { TestUser } from '#tests/support/app.ts';
import { call, newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  customerId = world.customerId;
});

const note = 'Повернення коштів';
const command = (amount: string) => ({ customerId, amount, note, idempotencyKey: newKey() });

function deposit(by: TestUser, amount: string, more: Partial<ReturnType<typeof command>> = {}) {
  return by.trpc.operation.deposit.mutate({ ...command(amount), ...more });
}

function withdraw(by: TestUser, amount: string, seenBalance: string, confirmRepeated = false) {
  const input = { ...command(amount), seenBalance, confirmRepeated };
  // Answers carry branded money; what is typed is text.
  return by.trpc.operation.withdraw.mutate(input);
}

function reverse(by: TestUser, operationId: number, seenBalance: string, key = newKey()) {
  const input = { customerId, operationId, note, idempotencyKey: key, seenBalance };
  return by.trpc.operation.reverse.mutate(input);
}

it('deposits, withdraws and reverses: operations, balance, versions and events agree', async () => {
  const { olena, taras } = world;
  const one = await deposit(olena, '1 200,50');
  const two = await withdraw(taras, '200.25', '1200.50');
  const three = await reverse(olena, two.operation.id, '1000.25');
  expect([one, two, three].map(({ customerVersion }) => customerVersion)).toEqual([2, 3, 4]);
  expect(three.operation).toMatchObject({
    ...{ number: 3, kind: 'reversal', amount: '200.25', balanceAfter: '1200.50' },
    reverses: { id: two.operation.id, number: 2 },
  });
  const page = await taras.trpc.operation.list.query({ customerId });
  expect(page.rows.map(({ number, amount }) => [number, amount])).toEqual([
    [3, '200.25'],
    [2, '-200.25'],
    [1, '1200.50'],
  ]);
  expect(page.rows[1]?.reversedBy).toEqual({ id: three.operation.id, number: 3 });
  const row = await setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect([row.balance.toFixed(2), row.version, row.operationsCount]).toEqual(['1200.50', 4, 3]);
  const events = await eventsOf(setting.owner, 'customer', customerId);
  expect(events.map(({ type, version, authorId }) => [type, version, authorId])).toEqual([
    ['operation.deposited', 2, olena.id],
    ['operation.withdrawn', 3, taras.id],
    ['operation.reversed', 4, olena.id],
  ]);
  expect(events[1]).toMatchObject({
    changes: [{ field: 'balance', old: '1200.50', new: '1000.25' }],
    data: { operation: two.operation },
  });
});

it.each(['deposit', 'withdraw', 'reverse'] as const)(
  'lets no stranger %s, and writes nothing',
  async (verb) => {
    const { olena, taras, other } = world;
    const { operation } = await deposit(olena, '50');
    const by = (user: TestUser) =>
      verb === 'deposit'
        ? deposit(user, '5')
        : verb === 'withdraw'
          ? withdraw(user, '5', '50.00')
          : reverse(user, operation.id, '50.00');
    await setting.owner.user.update({ where: { id: taras.id }, data: { blockedAt: new Date() } });
    await expectNothingWritten(setting.owner, async () => {
      expect(await codeOf(by(other.superadmin))).toBe('CUSTOMER_NOT_FOUND');
      expect(await codeOf(by(setting.app.visitor()))).toBe('UNAUTHENTICATED');
      expect(await codeOf(by(taras))).toBe('UNAUTHENTICATED');
    });
  },
);

it('the same key fifty times at once is one operation with fifty equal answers', async () => {
  const { olena } = world;
  const input = command('10');
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      call(setting.app, 'operation.deposit', input, { cookie: olena.cookie }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
  const bodies = answers.map(({ text }) => text.replace(/"replayed":(true|false)/, ''));
  expect(new Set(bodies).size).toBe(1);
  expect(answers.filter(({ text }) => text.includes('"replayed":false'))).toHaveLength(1);
  expect(await setting.owner.operation.count({ where: { customerId } })).toBe(1);
  expect(await eventsOf(setting.owner, 'customer', customerId)).toHaveLength(1);
});

it('a repeated key answers as at first, whatever has happened since', async () => {
  const { olena, taras } = world;
  const input = command('10');
  const first = await olena.trpc.operation.deposit.mutate(input);
  await withdraw(taras, '3', '10.00');
  const again = await olena.trpc.operation.deposit.mutate({ ...input, confirmRepeated: true });
  expect(again).toEqual({ ...first, replayed: true });
});

it('the same key for another command is refused, by kind, amount, note, customer or author', async () => {
  const { olena, taras, companyId } = world;
  const input = command('10');
  await olena.trpc.operation.deposit.mutate(input);
  const neighbour = (await createCustomer(setting.owner, { companyId })).id;
  await expectNothingWritten(setting.owner, async () => {
    const { trpc } = olena;
    const conflicts = [
      trpc.operation.deposit.mutate({ ...input, amount: '10.01' }),
      trpc.operation.deposit.mutate({ ...input, note: `${note}!` }),
      trpc.operation.deposit.mutate({ ...input, customerId: neighbour }),
      trpc.operation.withdraw.mutate({ ...input, seenBalance: '10.00' }),
      taras.trpc.operation.deposit.mutate(input),
    ];
    expect(await codesOf(conflicts)).toEqual({ IDEMPOTENCY_CONFLICT: 5 });
  });
});

it('the same amount in another notation is the same command', async () => {
  const { olena } = world;
  const input = command('1 200,5');
  await olena.trpc.operation.deposit.mutate(input);
  const again = await olena.trpc.operation.deposit.mutate({
    ...input,
    amount: '1200.50',
    note: ` ${note} `,
  });
  expect(again.replayed).toBe(true);
});

it('two companies may use one key, each for its own', async () => {
  const { olena, other } = world;
  const input = command('10');
  await olena.trpc.operation.deposit.mutate(input);
  const theirs = { ...input, customerId: other.customerId };
  const answer = await other.superadmin.trpc.operation.deposit.mutate(theirs);
  expect(answer.replayed).toBe(false);
});

const refusedAmounts = [
  '',
  '0',
  '0.00',
  '-1',
  '1.234',
  '1e309',
  '1e3',
  'NaN',
  'Infinity',
  '1000000000',
  '0x1F',
  '1,2.3',
];

it.each(refusedAmounts)(
  'refuses the amount %j, in a deposit and in a withdrawal',
  async (amount) => {
    const { olena } = world;
    await expectNothingWritten(setting.owner, async () => {
      const refused = await refusalOf(deposit(olena, amount));
      expect(refused).toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: 'amount', code: 'amount' }],
      });
      expect(await codeOf(withdraw(olena, amount, '0.00'))).toBe('INVALID_INPUT');
    });
  },
);

it('refuses an amount that is a number: a number has lost its digits already', async () => {
  const input = { ...command(''), amount: 0.1 };
  const answer = await call(setting.app, 'operation.deposit', input, {
    cookie: world.olena.cookie,
  });
  expect(answer.code).toBe('INVALID_INPUT');
});

it.each([
  ['four letters', 'абвг', 'INVALID_INPUT'],
  ['five letters', 'абвгд', 'OK'],
  ['five letters of which one is written in two signs', 'абвги\u0306', 'OK'],
  ['four letters and a space', ' абвг ', 'INVALID_INPUT'],
  ['500 letters', 'я'.repeat(500), 'OK'],
  ['501 letters', 'я'.repeat(501), 'INVALID_INPUT'],
  ['500 letters of which each is written in two signs', 'и\u0306'.repeat(500), 'OK'],
])('a note of %s: %s is %s', async (_, typed, code) => {
  expect(await codeOf(deposit(world.olena, '1', { note: typed }))).toBe(code);
});

it('keeps what the largest amounts make, to the cent', async () => {
  const { olena } = world;
  await deposit(olena, '999999999.99');
  const { operation } = await deposit(olena, '0.02');
  expect(operation.balanceAfter).toBe('1000000000.01');
});

it('shows the new balance to one who saw another, and writes nothing', async () => {
  const { olena, taras } = world;
  await deposit(olena, '100');
  await expectNothingWritten(setting.owner, async () => {
    const moved = await refusalOf(withdraw(taras, '10', '90.00'));
    expect([moved.code, moved.params]).toEqual(['BALANCE_MOVED', { balance: '100.00' }]);
    const low = await refusalOf(withdraw(taras, '100.01', '100.00'));
    expect([low.code, low.params]).toEqual(['BALANCE_TOO_LOW', { balance: '100.00' }]);
  });
  expect(await codeOf(withdraw(taras, '100', '100.00'))).toBe('OK');
});

it('of many who withdraw what they saw at once, one does', async () => {
  const { olena, taras } = world;
  await deposit(olena, '100');
  const calls = Array.from({ length: 20 }, (_, at) =>
    withdraw(at % 2 ? olena : taras, String(at + 1), '100.00'),
  );
  expect(await codesOf(calls)).toEqual({ OK: 1, BALANCE_MOVED: 19 });
});

it('says who did the same a moment ago, until it is confirmed; one’s own is no colleague’s', async () => {
  const { olena, taras } = world;
  const first = await deposit(taras, '25');
  expect(await codeOf(deposit(taras, '25'))).toBe('OK');
  await expectNothingWritten(setting.owner, async () => {
    const { code, params } = await refusalOf(deposit(olena, '25'));
    expect([code, params['by'], params['amount']]).toEqual([
      'OPERATION_REPEATED',
      taras.name,
      '25.00',
    ]);
    expect(String(params['at']) >= first.operation.createdAt).toBe(true);
  });
  expect(await codeOf(deposit(olena, '25.01'))).toBe('OK');
  expect(await codeOf(withdraw(olena, '25', '75.01'))).toBe('OK');
  const confirmed = { ...command('25'), confirmRepeated: true };
  expect(await codeOf(olena.trpc.operation.deposit.mutate(confirmed))).toBe('OK');
});

it('warns of no operation that was taken back', async () => {
  const { olena, taras } = world;
  const { operation } = await deposit(taras, '25');
  await reverse(taras, operation.id, '25.00');
  expect(await codeOf(deposit(olena, '25'))).toBe('OK');
});

it('reverses once, says who did, and never reverses a reversal', async () => {
  const { olena, taras } = world;
  const { operation } = await deposit(olena, '30');
  const codes = await codesOf(
    Array.from({ length: 10 }, (_, at) => reverse(at % 2 ? olena : taras, operation.id, '30.00')),
  );
  expect(codes).toEqual({ OK: 1, OPERATION_ALREADY_REVERSED: 9 });
  const { rows } = await olena.trpc.operation.list.query({ customerId });
  await expectNothingWritten(setting.owner, async () => {
    const again = await refusalOf(reverse(olena, operation.id, '0.00'));
    expect(again).toMatchObject({
      code: 'OPERATION_ALREADY_REVERSED',
      params: { by: rows[0]?.author?.name },
    });
    expect(await codeOf(reverse(olena, rows[0]?.id ?? 0, '0.00'))).toBe('OPERATION_NOT_REVERSIBLE');
    expect(await codeOf(reverse(olena, 2_000_000_000, '0.00'))).toBe('OPERATION_NOT_FOUND');
  });
});

it('reverses no deposit that has been spent, and none over a balance that moved', async () => {
  const { olena, taras } = world;
  const { operation } = await deposit(olena, '30');
  await withdraw(taras, '10', '30.00');
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(reverse(olena, operation.id, '30.00'))).toBe('BALANCE_MOVED');
    expect(await codeOf(reverse(olena, operation.id, '20.00'))).toBe('BALANCE_TOO_LOW');
  });
});
