import { beforeAll, expect, it } from 'vitest';
import { organizationsMax } from '#server/features/organization/schema.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

const names = ['Юність', 'Ґрунт', 'Горизонт', 'Євробуд', 'АТ «Дах»', 'Їдальня 5%'];

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
  const { companyId, other } = world;
  await setting.owner.organization.createMany({ data: names.map((name) => ({ companyId, name })) });
  await setting.owner.organization.create({ data: { companyId: other.companyId, name: 'Чужа' } });
});

async function found(search?: string): Promise<string[]> {
  const input = search === undefined ? {} : { search };
  const organizations = await world.taras.trpc.organization.list.query(input);
  return organizations.map(({ name }) => name);
}

it('lists the organizations of the own company in Ukrainian order', async () => {
  expect(await found()).toEqual([
    ...['АТ «Дах»', 'Горизонт', 'Ґрунт', 'Євробуд', 'Їдальня 5%', 'Юність'],
  ]);
  const theirs = await world.other.superadmin.trpc.organization.list.query({});
  expect(theirs.map(({ name }) => name)).toEqual(['Чужа']);
});

it.each([
  ['ЮНІСТЬ', ['Юність']],
  ['бУд', ['Євробуд']],
  ['%', ['Їдальня 5%']],
  ['немає', []],
])('finds by any part, whatever its case: «%s»', async (search, expected) => {
  expect(await found(search)).toEqual(expected);
});

it('answers no more than it says', async () => {
  const { other } = world;
  await setting.owner.organization.createMany({
    data: Array.from({ length: organizationsMax + 5 }, (_, at) => ({
      companyId: other.companyId,
      name: `Фірма ${at}`,
    })),
  });
  expect(await other.superadmin.trpc.organization.list.query({})).toHaveLength(organizationsMax);
});

it('names those that are asked for by id, and nobody else’s', async () => {
  const [own] = await world.taras.trpc.organization.list.query({ search: 'буд' });
  const [theirs] = await world.other.superadmin.trpc.organization.list.query({});
  const ids = [own?.id ?? 0, theirs?.id ?? 0, 2_147_483_647];
  expect(await world.taras.trpc.organization.list.query({ ids })).toEqual([own]);
});
