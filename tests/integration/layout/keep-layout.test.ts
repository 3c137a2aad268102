import { beforeAll, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import { customerColumns } from '#server/shared/customer-filter.ts';
import type { LayoutDto, SaveLayoutInput } from '#server/features/layout/schema.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
});

function newcomer(): Promise<Person> {
  const company = { id: world.companyId };
  return signedIn(setting.owner, setting.app, { company, role: 'admin' });
}

const untouched: LayoutDto = {
  columns: null,
  density: 'regular',
  pageSize: 10,
  defaultViewId: null,
};

const shown = customerColumns.map((id) => ({
  id,
  isVisible: true,
  width: null,
  isPinned: false,
}));

it('is the documented one until something is changed', async () => {
  const { trpc } = await newcomer();
  expect(await trpc.layout.get.query()).toEqual(untouched);
});

it('keeps what is given and leaves the rest, for this user alone', async () => {
  const { trpc } = await newcomer();
  expect(await trpc.layout.save.mutate({ pageSize: 100 })).toEqual({ ...untouched, pageSize: 100 });
  const columns = shown.toReversed();
  await trpc.layout.save.mutate({ columns, density: 'compact' });
  const kept = { ...untouched, pageSize: 100, columns, density: 'compact' };
  expect(await trpc.layout.get.query()).toEqual(kept);
  expect(await world.taras.trpc.layout.get.query()).toEqual(untouched);
  expect(await trpc.layout.save.mutate({ columns: null })).toEqual({ ...kept, columns: null });
});

it('keeps both of two changes that are made at once', async () => {
  const { trpc } = await newcomer();
  const changes: SaveLayoutInput[] = [
    { pageSize: 500 },
    { density: 'compact' },
    { columns: shown },
  ];
  await Promise.all(changes.map((change) => trpc.layout.save.mutate(change)));
  expect(await trpc.layout.get.query()).toEqual({
    ...{ pageSize: 500, density: 'compact', columns: shown, defaultViewId: null },
  });
});

it('has a column that came with a later version at its documented place', async () => {
  const { trpc } = await newcomer();
  const older = shown.filter(({ id }) => id !== 'login' && id !== 'devicesCount' && id !== 'id');
  await trpc.layout.save.mutate({ columns: older.toReversed() });
  const { columns } = await trpc.layout.get.query();
  const ids = columns?.map(({ id }) => id);
  expect(ids?.slice(0, 5)).toEqual([
    'id',
    'login',
    'lastSignInAt',
    'devicesCount',
    'passwordStatus',
  ]);
  expect(ids?.toSorted()).toEqual([...customerColumns].sort());
  // Nobody's list changes because of it.
  const visible = columns?.flatMap(({ id, isVisible }) => (isVisible ? [id] : []));
  expect(visible).toEqual(
    older.toReversed().flatMap(({ id, isVisible }) => (isVisible ? [id] : [])),
  );
});

it('leaves out a column that is gone, and one that makes no sense', async () => {
  const { id, trpc } = await newcomer();
  const columns = [
    { id: 'fax', isVisible: true },
    { ...shown[3] },
    { id: 'email' },
    { ...shown[3] },
  ];
  await setting.owner.layout.create({
    data: { userId: id, columns, density: 'huge', pageSize: 7 },
  });
  const layout = await trpc.layout.get.query();
  expect(layout).toMatchObject({ density: 'regular', pageSize: 10 });
  expect(layout.columns?.map((column) => column.id).toSorted()).toEqual(
    [...customerColumns].sort(),
  );
});

it.each([
  ['a column twice', { columns: [shown[0], shown[0]] }],
  ['an unknown column', { columns: [{ ...shown[0], id: 'fax' }] }],
  ['a width of nothing', { columns: [{ ...shown[0], width: 0 }] }],
  ['a page of 11', { pageSize: 11 }],
])('refuses %s', async (_, input) => {
  const { trpc } = await newcomer();
  await expect(trpc.layout.save.mutate(input as SaveLayoutInput)).rejects.toThrow('INVALID_INPUT');
  expect(await trpc.layout.get.query()).toEqual(untouched);
});

it('opens the list with a view that the reader sees, and with none once it is gone', async () => {
  const { olena, taras } = world;
  const params = { search: 'Бойко' };
  const own = await taras.trpc.view.create.mutate({ name: 'Мої', params });
  const shared = await olena.trpc.view.create.mutate({ name: 'Спільні', params, isShared: true });
  const hidden = await olena.trpc.view.create.mutate({ name: 'Приховані', params });
  const choose = (defaultViewId: number | null) => taras.trpc.layout.save.mutate({ defaultViewId });
  expect(await choose(own.id)).toMatchObject({ defaultViewId: own.id });
  await expect(choose(hidden.id)).rejects.toThrow('VIEW_NOT_FOUND');
  await expect(choose(999_999)).rejects.toThrow('VIEW_NOT_FOUND');
  await expect(
    world.other.superadmin.trpc.layout.save.mutate({ defaultViewId: shared.id }),
  ).rejects.toThrow('VIEW_NOT_FOUND');
  expect(await choose(shared.id)).toMatchObject({ defaultViewId: shared.id });
  const target = { viewId: shared.id, version: 1 };
  const { version } = await olena.trpc.view.change.mutate({ ...target, isShared: false });
  expect(await taras.trpc.layout.get.query()).toMatchObject({ defaultViewId: null });
  await choose(own.id);
  await taras.trpc.view.remove.mutate({ viewId: own.id, version: 1 });
  expect(await taras.trpc.layout.get.query()).toMatchObject({ defaultViewId: null });
  await olena.trpc.view.remove.mutate({ viewId: shared.id, version });
});

it('goes with its user', async () => {
  const { id } = await createUser(setting.owner, { companyId: world.companyId });
  await setting.owner.layout.create({ data: { userId: id } });
  await setting.owner.user.delete({ where: { id } });
  expect(await setting.owner.layout.count({ where: { userId: id } })).toBe(0);
});
