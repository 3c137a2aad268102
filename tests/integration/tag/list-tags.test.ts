import { beforeAll, expect, it } from 'vitest';
import { tagsMax } from '#server/features/tag/schema.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

const captions = ['Ґатунок', 'VIP', 'Єдиний 100%', 'Гурт', 'Боржник', 'Їжа', 'Інтернет', 'Дилер_2'];

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
  const { companyId, other } = world;
  await setting.owner.tag.createMany({
    data: captions.map((caption) => ({ companyId, caption, color: 'teal' })),
  });
  await setting.owner.tag.create({
    data: { companyId: other.companyId, caption: 'Чужий', color: 'red' },
  });
});

async function found(search?: string): Promise<string[]> {
  const tags = await world.taras.trpc.tag.list.query(search === undefined ? {} : { search });
  return tags.map(({ caption }) => caption);
}

it('lists the tags of the own company in Ukrainian order, with colours', async () => {
  expect(await found()).toEqual([
    ...['Боржник', 'Гурт', 'Ґатунок', 'Дилер_2', 'Єдиний 100%', 'Інтернет', 'Їжа', 'VIP'],
  ]);
  const [tag] = await world.taras.trpc.tag.list.query({ search: 'vip' });
  expect(tag).toMatchObject({ caption: 'VIP', color: 'teal' });
  const theirs = await world.other.superadmin.trpc.tag.list.query({});
  expect(theirs.map(({ caption }) => caption)).toEqual(['Чужий']);
});

it.each([
  ['ЇЖА', ['Їжа']],
  ['  тер ', ['Інтернет']],
  ['ґат', ['Ґатунок']],
  // One Unicode form: a letter and its mark typed apart.
  ['І\u0308ж'.toLowerCase(), ['Їжа']],
  ['%', ['Єдиний 100%']],
  ['_', ['Дилер_2']],
  ['\\', []],
  ['немає', []],
])('finds by any part, whatever its case: «%s»', async (search, expected) => {
  expect(await found(search)).toEqual(expected);
});

it('answers no more than it says', async () => {
  const { other } = world;
  await setting.owner.tag.createMany({
    data: Array.from({ length: tagsMax + 5 }, (_, at) => ({
      companyId: other.companyId,
      caption: `Тег ${at}`,
    })),
  });
  expect(await other.superadmin.trpc.tag.list.query({})).toHaveLength(tagsMax);
});

it('names those that are asked for by id, and nobody else’s', async () => {
  const [vip] = await world.taras.trpc.tag.list.query({ search: 'vip' });
  const [theirs] = await world.other.superadmin.trpc.tag.list.query({});
  const ids = [vip?.id ?? 0, theirs?.id ?? 0, 2_147_483_647];
  expect(await world.taras.trpc.tag.list.query({ ids })).toEqual([vip]);
});
