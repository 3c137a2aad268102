import { verify } from '@node-rs/argon2';
import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { CreateCustomerInput } from '#server/features/customer/schema.ts';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { call } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

let serial = 0;

/** The six mandatory ones of S1-42. */
function newCustomer(overrides: Partial<CreateCustomerInput> = {}): CreateCustomerInput {
  serial += 1;
  const login = `solomiia-${serial}`;
  const names = { firstName: 'Соломія', lastName: 'Кравчук', gender: 'female' };
  return {
    values: { login, email: `${login}@example.com`, ...names },
    password: { kind: 'typed', password: 'Tandem-2026' },
    mutationId: crypto.randomUUID(),
    ...overrides,
  };
}

it('adds a customer: the row, the hash, the tags and one event with every value', async () => {
  const { companyId, taras } = world;
  const tag = await setting.owner.tag.create({ data: { companyId, caption: 'VIP' } });
  const firm = await setting.owner.organization.create({ data: { companyId, name: 'Мрія' } });
  const input = newCustomer({ tagIds: [tag.id] });
  input.values = { ...input.values, phone: '(050) 111-22-33', organizationId: firm.id };
  const made = await taras.trpc.customer.create.mutate(input);
  expect(made).toMatchObject({
    version: 1,
    phone: '+380501112233',
    legalType: 'person',
    organization: { id: firm.id, name: 'Мрія' },
    tags: [{ id: tag.id, caption: 'VIP', color: 'gray' }],
    passwordStatus: 'active',
    emailConfirmed: false,
    balance: '0.00',
  });
  const row = await setting.owner.customer.findUniqueOrThrow({ where: { id: made.id } });
  expect(row.companyId).toBe(companyId);
  expect(await verify(row.passwordHash ?? '', 'Tandem-2026')).toBe(true);
  expect(row.passwordHash).toMatch(/^\$argon2id\$/);
  expect(await eventsOf(setting.owner, 'customer', made.id)).toEqual([
    {
      type: 'customer.created',
      version: 1,
      authorId: taras.id,
      mutationId: input.mutationId,
      changes: [
        { field: 'login', old: null, new: made.login },
        { field: 'lastName', old: null, new: 'Кравчук' },
        { field: 'firstName', old: null, new: 'Соломія' },
        { field: 'gender', old: null, new: 'female' },
        { field: 'email', old: null, new: made.email },
        { field: 'phone', old: null, new: '+380501112233' },
        { field: 'organizationId', old: null, new: firm.id },
        { field: 'tags', old: null, new: 'VIP' },
      ],
      data: {
        password: 'typed',
        organization: { id: firm.id, name: 'Мрія' },
        salesRepresentative: null,
        tags: [{ id: tag.id, caption: 'VIP', color: 'gray' }],
      },
    },
  ]);
});

it('orders a letter with a link instead of a password', async () => {
  const input = newCustomer({ password: { kind: 'link' } });
  const made = await world.taras.trpc.customer.create.mutate(input);
  expect(made.passwordStatus).toBe('reset');
  const row = await setting.owner.customer.findUniqueOrThrow({
    where: { id: made.id },
    include: { letters: true },
  });
  expect(row.passwordHash).toBeNull();
  const { companyId } = world;
  expect(row.letters).toMatchObject([{ kind: 'customerPassword', companyId, userId: null }]);
  // The same call once more orders nothing more.
  await world.taras.trpc.customer.create.mutate(input);
  expect(await setting.owner.letter.count({ where: { customerId: made.id } })).toBe(1);
});

it('a call that is sent again answers the customer that it made, also when both run at once', async () => {
  const { taras } = world;
  const input = newCustomer();
  const [first, second] = await Promise.all([
    taras.trpc.customer.create.mutate(input),
    taras.trpc.customer.create.mutate(input),
  ]);
  expect(second.id).toBe(first.id);
  await expectNothingWritten(setting.owner, async () => {
    expect((await taras.trpc.customer.create.mutate(input)).id).toBe(first.id);
  });
});

it('tells all that is wrong at once, and writes nothing', async () => {
  const { companyId, taras, other } = world;
  const taken = await createCustomer(setting.owner, {
    companyId,
    firstName: 'Ганна',
    lastName: 'Мороз',
  });
  const tag = await setting.owner.tag.create({
    data: { companyId: other.companyId, caption: 'Чужий' },
  });
  const input = newCustomer({
    values: {
      ...{ login: 'Нова', email: taken.email, firstName: 'Я', lastName: 'А'.repeat(2_000) },
      ...{ legalType: 'company', salesRepresentativeId: other.superadmin.id },
    },
    tagIds: [tag.id],
    password: { kind: 'typed', password: 'tandem' },
  });
  await expectNothingWritten(setting.owner, async () => {
    const { code, issues } = await refusalOf(taras.trpc.customer.create.mutate(input));
    expect(code).toBe('INVALID_INPUT');
    expect(issues.map((issue) => `${issue.path} ${issue.code}`).sort()).toEqual([
      'email taken',
      'firstName tooShort',
      'gender required',
      'lastName tooLong',
      'legalName legalName',
      'login login',
      'password passwordWeak',
      'salesRepresentativeId gone',
      'tags gone',
    ]);
    expect(issues.find(({ code: one }) => one === 'taken')?.params).toEqual({ by: 'Ганна Мороз' });
  });
});

it('asks for the six that are mandatory', async () => {
  const input = newCustomer({ values: {}, password: { kind: 'typed', password: '' } });
  const { issues } = await refusalOf(world.taras.trpc.customer.create.mutate(input));
  const asked = issues.map(({ path, code }) => `${path} ${code}`).sort();
  const fields = ['email', 'firstName', 'gender', 'lastName', 'login', 'password'];
  expect(asked).toEqual(fields.map((field) => `${field} required`));
});

it.each([
  ['Password1', 'passwordCommon'],
  ['Aa1', 'tooShort'],
  ['Пароль-2026', 'passwordChars'],
  [`Aa1${'x'.repeat(200)}`, 'tooLong'],
])('refuses the password %j as %s', async (password, code) => {
  const input = newCustomer({ password: { kind: 'typed', password } });
  const { issues } = await refusalOf(world.taras.trpc.customer.create.mutate(input));
  expect(issues).toMatchObject([{ path: 'password', code }]);
});

it('of two who take one login at once one does, the other is told who', async () => {
  const { olena, taras } = world;
  const input = newCustomer();
  const again = { ...newCustomer(), values: { ...input.values, email: 'other@example.com' } };
  const outcomes = await Promise.allSettled([
    olena.trpc.customer.create.mutate(input),
    taras.trpc.customer.create.mutate(again),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = outcomes.find((one) => one.status === 'rejected');
  const { issues } = await refusalOf(Promise.reject(refused?.reason as Error));
  const by = 'Соломія Кравчук';
  expect(issues).toEqual([{ path: 'login', code: 'taken', params: { by } }]);
});

it('takes nothing but what is asked for', async () => {
  const { taras } = world;
  const input = newCustomer();
  await expectNothingWritten(setting.owner, async () => {
    for (const extra of [{ balance: '5' }, { values: { ...input.values, version: 7 } }]) {
      const answer = await call(
        setting.app,
        'customer.create',
        { ...input, ...extra },
        {
          cookie: taras.cookie,
        },
      );
      expect(answer.code).toBe('INVALID_INPUT');
    }
    expect(await codeOf(setting.app.visitor('').trpc.customer.create.mutate(input))).toBe(
      'UNAUTHENTICATED',
    );
  });
});

it('tells beforehand whose a login is, within the company', async () => {
  const { companyId, taras, other } = world;
  const { id, login, email } = await createCustomer(setting.owner, { companyId });
  const check = (input: Parameters<typeof taras.trpc.customer.checkTaken.query>[0]) =>
    taras.trpc.customer.checkTaken.query(input);
  expect(await check({ field: 'login', value: login })).toMatchObject({ takenBy: { id } });
  const typed = { field: 'email' as const, value: ` ${email.toUpperCase()} ` };
  expect(await check(typed)).toMatchObject({ takenBy: { id } });
  expect(await check({ ...typed, customerId: id })).toEqual({ takenBy: null });
  expect(await check({ field: 'email', value: 'not an e-mail' })).toEqual({ takenBy: null });
  const theirs = await other.superadmin.trpc.customer.checkTaken.query(typed);
  expect(theirs).toEqual({ takenBy: null });
});
