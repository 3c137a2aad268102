import { Client } from 'pg';
import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;
let login: string;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  customerId = world.customerId;
  login = (await rowOf()).login;
});

const rowOf = () => setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
const note = 'Повернення коштів';

function remove(by: Pick<World['taras'], 'trpc'>, over: { version?: number; login?: string } = {}) {
  return by.trpc.customer.remove.mutate({ customerId, version: 1, login, ...over });
}

it('removes: one last event with the login, and the row belongs to nobody', async () => {
  const { taras } = world;
  const mutationId = newKey();
  const input = { customerId, version: 1, login, mutationId };
  expect(await taras.trpc.customer.remove.mutate(input)).toEqual({ customerId });
  expect(await rowOf()).toMatchObject({
    ...{ companyId: null, version: 2, login, email: '', removedById: taras.id, phone: null },
    ...{ firstName: '', lastName: '' },
  });
  const events = await eventsOf(setting.owner, 'customer', customerId);
  expect(events).toEqual([
    {
      ...{ type: 'customer.removed', version: 2, authorId: taras.id, mutationId },
      ...{ changes: [], data: { login } },
    },
  ]);
  // Its answer was lost: sent again, it says the same and does nothing.
  await expectNothingWritten(setting.owner, async () => {
    expect(await taras.trpc.customer.remove.mutate(input)).toEqual({ customerId });
  });
});

it('wants the login typed, and writes nothing without it', async () => {
  await expectNothingWritten(setting.owner, async () => {
    for (const typed of ['', login.toUpperCase(), `${login}x`]) {
      expect(await refusalOf(remove(world.taras, { login: typed }))).toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: 'login', code: 'mismatch' }],
      });
    }
  });
});

it('is refused with open orders or money, and after any change, and writes nothing', async () => {
  const { olena, taras, companyId } = world;
  const order = { companyId, customerId, number: newKey(), sum: '10' };
  const { id } = await setting.owner.order.create({ data: order });
  await expectNothingWritten(setting.owner, async () => {
    expect(await refusalOf(remove(taras))).toMatchObject({
      ...{ code: 'CUSTOMER_HAS_OPEN_ORDERS', params: { count: 1 } },
    });
  });
  await setting.owner.order.update({ where: { id }, data: { status: 'completed' } });
  const deposit = { customerId, amount: '5', note, idempotencyKey: newKey() };
  await olena.trpc.operation.deposit.mutate(deposit);
  await expectNothingWritten(setting.owner, async () => {
    expect(await refusalOf(remove(taras))).toMatchObject({
      ...{ code: 'STALE_VERSION', params: { by: olena.name } },
    });
    expect(await refusalOf(remove(taras, { version: 2 }))).toMatchObject({
      ...{ code: 'CUSTOMER_HAS_BALANCE', params: { balance: '5.00' } },
    });
  });
});

it('lets no stranger remove, and writes nothing', async () => {
  const { taras, other } = world;
  await setting.owner.user.update({ where: { id: taras.id }, data: { blockedAt: new Date() } });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(remove(other.superadmin))).toBe('CUSTOMER_NOT_FOUND');
    expect(await codeOf(remove(setting.app.visitor()))).toBe('UNAUTHENTICATED');
    expect(await codeOf(remove(taras))).toBe('UNAUTHENTICATED');
  });
});

it('of a removal and money at once, one comes first and the other is refused', async () => {
  const { olena, taras } = world;
  const deposits = Array.from({ length: 4 }, () =>
    olena.trpc.operation.deposit.mutate({
      ...{ customerId, amount: '1', note, idempotencyKey: newKey(), confirmRepeated: true },
    }),
  );
  const removal = codeOf(remove(taras));
  const codes = await codesOf(deposits);
  const row = await rowOf();
  if ((await removal) === 'OK') {
    expect(codes).toEqual({ CUSTOMER_NOT_FOUND: 4 });
    expect(row).toMatchObject({ companyId: null, operationsCount: 0 });
  } else {
    expect([await removal, codes]).toEqual(['STALE_VERSION', { OK: 4 }]);
    expect(row).toMatchObject({ companyId: world.companyId, operationsCount: 4 });
  }
});

it('is nowhere afterwards; what comes too late finds nobody; login and e-mail are free', async () => {
  const { olena, taras, companyId } = world;
  const { email } = await rowOf();
  await remove(taras);
  const { trpc } = olena;
  const late = [
    trpc.customer.get.query({ customerId }),
    trpc.customer.edit.mutate({ customerId, version: 2, changes: { city: 'Київ' } }),
    trpc.customer.lock.mutate({ customerId, version: 2, reason: 'Спам' }),
    trpc.customer.remove.mutate({ customerId, version: 2, login }),
    trpc.operation.deposit.mutate({ customerId, amount: '1', note, idempotencyKey: newKey() }),
    trpc.operation.list.query({ customerId }),
    trpc.operation.balanceSeries.query({ customerId }),
    trpc.event.list.query({ customerId }),
    trpc.event.listAuthors.query({ customerId }),
    trpc.event.getLastChange.query({ customerId, field: 'email' }),
    trpc.draft.get.query({ customerId }),
    trpc.draft.save.mutate({
      customerId,
      set: [{ field: 'city', value: 'Львів', base: null, version: 1 }],
      clear: [],
    }),
  ];
  expect(await codesOf(late)).toEqual({ CUSTOMER_NOT_FOUND: late.length });
  for (const search of ['', login, String(customerId)]) {
    const { rows, total } = await trpc.customer.list.query({ search });
    expect([rows, total]).toEqual([[], 0]);
  }
  const again = await createCustomer(setting.owner, { companyId, login, email });
  expect((await trpc.customer.get.query({ customerId: again.id })).login).toBe(login);
});

/** As a name may hold it. */
const inCyrillic = (hex: string) =>
  [...hex.replaceAll('-', '')]
    .map((digit) => 'абвгдежзиклмнопр'.charAt(parseInt(digit, 16)))
    .join('');

/** The tables of which any row, as text, has it. */
async function findInDatabase(canary: string): Promise<string[]> {
  const client = new Client({ connectionString: setting.database.url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema IN ('public', 'background') AND table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} t WHERE t::text ILIKE $1`,
      [`%${canary}%`],
    );
    if ((rows[0]?.count ?? 0) > 0) found.push(name);
  }
  await client.end();
  return found;
}

it('leaves no personal value in any table, answer or replayed message', async () => {
  const { olena, taras, companyId } = world;
  const canary = `канарка${newKey().replaceAll('-', '')}`;
  const marked = (what: string) => `${canary}-${what}`;
  const before = await olena.follow();
  const cursor = before.lastCursor;
  const organization = await setting.owner.organization.create({
    data: { companyId, name: 'ТОВ Тест' },
  });
  const letters = `Пташка${inCyrillic(newKey())}`;
  const latin = `canary${newKey().replaceAll('-', '')}`;
  const changes = {
    ...{ city: marked('city'), region: marked('region'), addressLine1: marked('address') },
    ...{ addressLine2: marked('address2'), comment: marked('comment') },
    ...{ firstName: letters, lastName: letters, middleName: letters },
    ...{ email: `${latin}@example.com`, phone: '+380671234567', postalCode: '01001' },
    ...{ birthday: '1991-02-03', gender: 'female', website: `https://${latin}.example` },
    ...{ organizationId: organization.id, salesRepresentativeId: olena.id, country: 'UA' },
  };
  const edited = await olena.trpc.customer.edit.mutate({ customerId, version: 1, changes });
  expect(edited.issues).toEqual([]);
  const next = { firstName: 'Ірина', city: 'Одеса', email: `next-${latin}@example.com` };
  await taras.trpc.customer.edit.mutate({ customerId, version: 2, changes: next });
  const lock = { customerId, reason: marked('reason'), message: marked('message') };
  await taras.trpc.customer.lock.mutate({ ...lock, version: 3 });
  await taras.trpc.customer.unlock.mutate({ customerId, version: 4 });
  for (const person of [olena, taras]) {
    const field = { field: 'comment', value: marked('draft'), base: null, version: 5 } as const;
    await person.trpc.draft.save.mutate({ customerId, set: [field], clear: [] });
  }
  await setting.owner.customerSession.create({
    data: { id: marked('session'), customerId, expiresAt: new Date(), userAgent: marked('agent') },
  });
  const link = { customerId, expiresAt: new Date() };
  await setting.owner.customerPasswordLink.create({ data: { ...link, tokenHash: marked('link') } });
  // The canaries are really there, in the log and in memory.
  expect((await findInDatabase(canary)).sort()).toEqual([
    'public.customer_password_links',
    'public.customer_sessions',
    'public.customers',
    'public.drafts',
    'public.events',
  ]);
  const aware = await taras.follow(cursor);
  await aware.until(() => JSON.stringify(aware.messages).includes(latin));

  await remove(taras, { version: 5 });

  const values = [canary, letters, latin, '380671234567', '1991-02-03'];
  for (const value of values) expect([value, await findInDatabase(value)]).toEqual([value, []]);
  const events = await eventsOf(setting.owner, 'customer', customerId);
  expect(events.map(({ type, version }) => [type, version])).toEqual([
    ['customer.edited', 2],
    ['customer.edited', 3],
    ['customer.locked', 4],
    ['customer.unlocked', 5],
    ['customer.removed', 6],
  ]);
  expect(events[2]).toMatchObject({ data: { lock: { reason: '', by: { id: taras.id } } } });
  // Who was away reads from memory, who was away longer from the log.
  await aware.untilEvent('customer.removed');
  const replayed = await olena.follow(cursor);
  await replayed.untilEvent('customer.removed');
  const told = JSON.stringify(replayed.messages);
  for (const value of values) expect(told).not.toContain(value);
  for (const stream of [before, aware, replayed]) stream.close();
});
