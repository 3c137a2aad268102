import { beforeAll, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import { userOptionsMax } from '#server/features/user/schema.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let reader: Person;

const people = [
  ['Юрій', 'Їжакевич'],
  ['Галина', 'Ґудзь'],
  ['Єва', 'Ящук'],
] as const;

beforeAll(async () => {
  const { owner, app } = setting;
  world = await createWorld(owner, app);
  const { companyId } = world;
  for (const [firstName, lastName] of people) {
    await createUser(owner, { companyId, firstName, lastName });
  }
  const blockedAt = new Date();
  await createUser(owner, { companyId, firstName: 'Ганна', lastName: 'Гнатюк', blockedAt });
  reader = world.taras;
});

async function found(search?: string): Promise<string[]> {
  const input = search === undefined ? {} : { search };
  return (await reader.trpc.user.listOptions.query(input)).map(({ name }) => name);
}

it('lists the active users of the own company by name, in Ukrainian order', async () => {
  const { olena, taras } = world;
  expect(await found()).toEqual([
    ...['Галина Ґудзь', 'Єва Ящук', olena.name, taras.name, 'Юрій Їжакевич'],
  ]);
  const [option] = await reader.trpc.user.listOptions.query({ search: olena.name });
  expect(option).toEqual({ id: olena.id, name: olena.name });
});

it.each([
  ['їжак', ['Юрій Їжакевич']],
  ['юрій їж', ['Юрій Їжакевич']],
  ['ЇЖАКЕВИЧ ЮРІЙ', ['Юрій Їжакевич']],
  ['Гнатюк', []],
  ['%', []],
])('finds by any part of the name in either order: «%s»', async (search, expected) => {
  expect(await found(search)).toEqual(expected);
});

it('answers no more than it says', async () => {
  const { owner, app } = setting;
  const companyId = world.other.companyId;
  for (let count = 0; count < userOptionsMax + 2; count += 1)
    await createUser(owner, { companyId });
  const colleague = await signedIn(owner, app, { company: { id: companyId }, role: 'admin' });
  expect(await colleague.trpc.user.listOptions.query({})).toHaveLength(userOptionsMax);
});
