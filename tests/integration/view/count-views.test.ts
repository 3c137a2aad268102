import type { ClientBase } from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { countTogether } from '#server/features/view/repository/counts.ts';
import { createDb, createPool } from '#server/infra/db/client.ts';
import { scopeFor } from '#server/shared/actor.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
  for (const city of ['Київ', 'Київ', 'Львів']) {
    await createCustomer(setting.owner, { companyId: world.companyId, city });
  }
});

it('counts one’s own and shared views, and tells nothing of the others', async () => {
  const { olena, taras, other } = world;
  const params = { filter: { city: 'київ' } };
  const own = await olena.trpc.view.create.mutate({ name: 'Київські', params });
  const shared = await taras.trpc.view.create.mutate({
    ...{ name: 'Усі', params: {}, isShared: true },
  });
  const hidden = await taras.trpc.view.create.mutate({ name: 'Тарасові', params });
  const viewIds = [hidden.id, shared.id, own.id, 999_999];
  const counts = await olena.trpc.view.count.query({ viewIds });
  expect(counts.toSorted((a, b) => a.viewId - b.viewId)).toEqual([
    { viewId: own.id, total: 2, totalIsCapped: false },
    { viewId: shared.id, total: 4, totalIsCapped: false },
  ]);
  expect(await other.superadmin.trpc.view.count.query({ viewIds })).toEqual([]);
});

/** The product's client of the database, with each statement on record. */
function recordingDb() {
  const statements: string[] = [];
  const options = { url: setting.database.url, poolMax: 8 };
  const pool = createPool(options);
  pool.on('connect', (client: ClientBase) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    const record = (...args: unknown[]) => {
      const [first] = args as [string | { text: string }];
      statements.push(typeof first === 'string' ? first : first.text);
      return query(...args);
    };
    client.query = record as typeof client.query;
  });
  return { db: createDb(options, pool), statements };
}

const cities: CustomerFilter[] = ['Київ', 'Львів', 'Одеса'].map((city) => ({ city }));
const asked = cities.map((filter) => ({ search: '', filter, timeZone: 'Europe/Kyiv' }));

it('costs one query however many readers ask at once, and never answers what was', async () => {
  const { db, statements } = recordingDb();
  const counting = () => statements.filter((text) => text.includes('count(*)')).length;
  const scope = scopeFor({ companyId: world.companyId });
  const readers = await Promise.all(
    Array.from({ length: 100 }, () => countTogether(db, scope, asked)),
  );
  const expected = [2, 1, 0].map((total) => ({ total, totalIsCapped: false }));
  for (const totals of readers) expect(totals).toEqual(expected);
  expect(counting()).toBe(1);
  const elsewhere = scopeFor({ companyId: world.other.companyId });
  expect(await countTogether(db, elsewhere, asked)).toEqual(
    expected.map((total) => ({ ...total, total: 0 })),
  );
  expect(counting()).toBe(2);
  // A change right after an answer: whoever asks then is told of it.
  await createCustomer(setting.owner, { companyId: world.companyId, city: 'Одеса' });
  const later = await Promise.all(
    Array.from({ length: 100 }, () => countTogether(db, scope, asked)),
  );
  for (const [, , odesa] of later) expect(odesa?.total).toBe(1);
  expect(counting()).toBe(3);
  await db.$disconnect();
});

it('knows of a colleague’s change that was heard of before it was asked', async () => {
  const { olena, taras } = world;
  const { id } = await createCustomer(setting.owner, { companyId: world.companyId });
  const params = { filter: { statuses: ['locked' as const] } };
  const view = await olena.trpc.view.create.mutate({ name: 'Заблоковані', params });
  const count = async () => (await olena.trpc.view.count.query({ viewIds: [view.id] }))[0]?.total;
  const stream = await olena.follow();
  expect(await count()).toBe(0);
  await taras.trpc.customer.lock.mutate({ customerId: id, version: 1, reason: 'Спам у відгуках' });
  await stream.untilEvent('customer.locked');
  expect(await count()).toBe(1);
  stream.close();
});

it('leaves out what can not be counted in time, and asks again', async () => {
  const { db } = recordingDb();
  const scope = scopeFor({ companyId: world.companyId });
  const many = Array.from({ length: 7 }, (_, at) => ({
    ...{ search: `${at}`, filter: {}, timeZone: at === 0 ? 'Nowhere' : 'Europe/Kyiv' },
  }));
  const broken = {
    ...many[0],
    search: '',
    filter: { registeredTo: '2026-01-01' },
    timeZone: 'X/Y',
  };
  await expect(countTogether(db, scope, [broken])).rejects.toThrow();
  const held = await setting.owner.$transaction(
    async (tx) => {
      await tx.$executeRaw`LOCK TABLE customers IN ACCESS EXCLUSIVE MODE`;
      return countTogether(db, scope, asked);
    },
    { timeout: 30_000 },
  );
  expect(held).toEqual([null, null, null]);
  expect((await countTogether(db, scope, asked)).map((total) => total?.total)).toEqual([2, 1, 1]);
  expect(await countTogether(db, scope, many.slice(1))).toHaveLength(6);
  await db.$disconnect();
}, 40_000);

it('is capped as the list’s own total is', async () => {
  const company = await createCompany(setting.owner);
  await setting.owner.$executeRaw`
    INSERT INTO customers (company_id, login, email, first_name, last_name)
    SELECT ${company.id}::int, 'many' || n, 'many' || n || '@example.com', 'Іван', 'Бойко'
    FROM generate_series(1, 10001) n`;
  const { db } = recordingDb();
  const [total] = await countTogether(db, scopeFor({ companyId: company.id }), [
    { search: '', filter: {}, timeZone: 'Europe/Kyiv' },
  ]);
  expect(total).toEqual({ total: 10_000, totalIsCapped: true });
  await db.$disconnect();
});
