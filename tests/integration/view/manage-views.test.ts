import { beforeAll, expect, it } from 'vitest';
import type { CreateViewInput } from '#server/features/view/schema.ts';
import { viewsMax } from '#server/features/view/schema.ts';
import type { CustomerQuestionInput } from '#server/shared/customer-filter.ts';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
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

const question: CustomerQuestionInput = {
  search: 'Їжак %_\\',
  filter: {
    city: 'Київ',
    statuses: ['locked'],
    registeredPreset: 'last7Days',
    balanceFrom: '1.00',
  },
  sort: 'balance',
  direction: 'desc',
};

type Wanted = Partial<Omit<CreateViewInput, 'params'>>;

function create(person: Person, wanted: Wanted = {}) {
  const named = { name: `Вигляд ${newKey()}`, ...wanted };
  return person.trpc.view.create.mutate({ ...named, params: question });
}

it('keeps the question as it was asked, for the owner alone', async () => {
  const [olena, taras] = [await newcomer(), await newcomer()];
  const view = await create(olena, { name: '  Мої боржники ' });
  expect(view).toEqual({
    ...{ id: view.id, version: 1, name: 'Мої боржники', isShared: false },
    ...{ params: customerQuestion.parse(question), owner: { id: olena.id, name: olena.name } },
  });
  expect(await olena.trpc.view.list.query()).toContainEqual(view);
  expect(await taras.trpc.view.list.query()).not.toContainEqual(view);
});

it('shares, renames, changes and takes back: everyone sees what stands, and is told', async () => {
  const [olena, taras] = [await newcomer(), await newcomer()];
  const stream = await setting.app.visitor(taras.cookie).follow();
  const heard = () =>
    stream.messages.flatMap((message) => (message.kind === 'events' ? message.events : []));
  const { id: viewId } = await create(olena);
  const mutationId = newKey();
  const shared = await olena.trpc.view.change.mutate({
    ...{ viewId, version: 1, isShared: true, mutationId },
  });
  expect(await taras.trpc.view.list.query()).toContainEqual(shared);
  const params = customerQuestion.parse({ search: 'Бойко' });
  const renamed = await olena.trpc.view.change.mutate({
    ...{ viewId, version: 2, name: 'Для всіх', params },
  });
  expect(await taras.trpc.view.list.query()).toContainEqual(renamed);
  await olena.trpc.view.change.mutate({ viewId, version: 3, isShared: false, name: 'Лише моє' });
  const theirs = (await taras.trpc.view.list.query()).map(({ id }) => id);
  expect(theirs).not.toContain(viewId);
  await olena.trpc.view.change.mutate({ viewId, version: 4, name: 'Таємне' });
  await olena.trpc.view.change.mutate({ viewId, version: 5, isShared: true });
  await olena.trpc.view.remove.mutate({ viewId, version: 6 });
  expect((await olena.trpc.view.list.query()).map(({ id }) => id)).not.toContain(viewId);
  await stream.until(() => heard().some(({ version }) => version === 7));
  const { owner } = shared;
  expect(heard().map(({ type, version, data }) => [type, version, data])).toEqual([
    ['view.shared', 2, { name: shared.name, params: shared.params, owner }],
    ['view.shared', 3, { name: 'Для всіх', params, owner }],
    ['view.withdrawn', 4, { name: 'Для всіх' }],
    ['view.shared', 6, { name: 'Таємне', params, owner }],
    ['view.withdrawn', 7, { name: 'Таємне' }],
  ]);
  expect(heard()[0]).toMatchObject({ subject: { type: 'view', id: viewId }, mutationId });
  stream.close();
  const all = await eventsOf(setting.owner, 'view', viewId);
  expect(all.map(({ type }) => type).filter((type) => type === 'view.keptPrivately')).toHaveLength(
    2,
  );
  expect(JSON.stringify(all.filter(({ type }) => type === 'view.keptPrivately'))).not.toContain(
    'Таємне',
  );
});

it('is changed and removed by its owner alone, shared or not, and by nobody of another company', async () => {
  const [olena, taras] = [await newcomer(), await newcomer()];
  const hidden = await create(olena);
  const shared = await create(olena, { isShared: true });
  await expectNothingWritten(setting.owner, async () => {
    for (const [person, view, code] of [
      [taras, hidden, 'VIEW_NOT_FOUND'],
      [taras, shared, 'FORBIDDEN'],
      [world.olena, shared, 'FORBIDDEN'],
      [world.other.superadmin, shared, 'VIEW_NOT_FOUND'],
    ] as const) {
      const target = { viewId: view.id, version: 1 };
      expect(await codeOf(person.trpc.view.change.mutate({ ...target, name: 'Моє' }))).toBe(code);
      expect(await codeOf(person.trpc.view.remove.mutate(target))).toBe(code);
    }
  });
  expect(await world.other.superadmin.trpc.view.list.query()).toEqual([]);
});

it('has a name once for each owner', async () => {
  const [olena, taras] = [await newcomer(), await newcomer()];
  const name = 'Щоденні';
  await create(olena, { name });
  await create(taras, { name });
  expect(await refusalOf(create(olena, { name }))).toMatchObject({
    ...{ code: 'INVALID_INPUT', issues: [{ path: 'name', code: 'taken', params: { by: name } }] },
  });
  const { id: viewId } = await create(olena);
  const target = { viewId, version: 1 };
  expect(await refusalOf(olena.trpc.view.change.mutate({ ...target, name }))).toMatchObject({
    issues: [{ path: 'name', code: 'taken' }],
  });
  const again = await olena.trpc.view.change.mutate({ ...target, name: 'Щотижневі' });
  expect(await olena.trpc.view.change.mutate({ viewId, version: 2, name: 'Щотижневі' })).toEqual({
    ...again,
    version: 3,
  });
});

it('of ten tabs that save the same name at once, one does; of ten changes of one version, one', async () => {
  const olena = await newcomer();
  const tabs = Array.from({ length: 10 }, () => create(olena, { name: 'Одна' }));
  expect(await codesOf(tabs)).toEqual({ OK: 1, INVALID_INPUT: 9 });
  const [view] = await olena.trpc.view.list
    .query()
    .then((views) => views.filter(({ owner }) => owner.id === olena.id));
  const target = { viewId: view?.id ?? 0, version: 1 };
  const changes = Array.from({ length: 10 }, (_, at) =>
    olena.trpc.view.change.mutate({ ...target, name: `Назва ${at}` }),
  );
  expect(await codesOf(changes)).toEqual({ OK: 1, STALE_VERSION: 9 });
  const events = await eventsOf(setting.owner, 'view', target.viewId);
  expect(events.map(({ version }) => version)).toEqual([1, 2]);
});

it('is refused beyond so many of one owner, also by many tabs at once', async () => {
  const olena = await newcomer();
  const { companyId } = world;
  await setting.owner.view.createMany({
    data: Array.from({ length: viewsMax - 2 }, (_, at) => ({
      ...{ companyId, ownerId: olena.id, name: `Вигляд ${at}`, params: {} },
    })),
  });
  const tabs = Array.from({ length: 5 }, () => create(olena));
  expect(await codesOf(tabs)).toEqual({ OK: 2, VIEW_LIMIT_REACHED: 3 });
  expect(await refusalOf(create(olena))).toMatchObject({ params: { max: viewsMax } });
});

it('lists in the order of the alphabet', async () => {
  const olena = await newcomer();
  for (const name of ['Ящик', 'Їжаки', 'Іван', 'Ґудзь', 'Гай']) await create(olena, { name });
  const own = (await olena.trpc.view.list.query()).filter(({ owner }) => owner.id === olena.id);
  expect(own.map(({ name }) => name)).toEqual(['Гай', 'Ґудзь', 'Іван', 'Їжаки', 'Ящик']);
});
