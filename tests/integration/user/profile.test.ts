import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf } from '#tests/support/answers.ts';
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

const rowOf = (id: number) => setting.owner.user.findUniqueOrThrow({ where: { id } });

it('saves what was changed: the row, the next version, one event', async () => {
  const { taras } = world;
  const before = await rowOf(taras.id);
  const mutationId = crypto.randomUUID();
  const changes = { firstName: ' Остап ', phone: '067 765-43-21' };
  const outcome = await taras.trpc.user.editProfile.mutate({ version: 1, changes, mutationId });
  expect(outcome).toMatchObject({
    saved: ['firstName', 'phone'],
    conflicts: [],
    issues: [],
    profile: { version: 2, firstName: 'Остап', lastName: before.lastName, phone: '+380677654321' },
  });
  expect(await rowOf(taras.id)).toMatchObject({ version: 2, firstName: 'Остап' });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([
    {
      type: 'user.profileEdited',
      version: 2,
      authorId: taras.id,
      mutationId,
      changes: [
        { field: 'firstName', old: 'Тарас', new: 'Остап' },
        { field: 'phone', old: before.phone, new: '+380677654321' },
      ],
      data: { name: `Остап ${before.lastName}` },
    },
  ]);
  expect(await taras.trpc.user.getProfile.query()).toMatchObject({ firstName: 'Остап' });
  expect((await taras.trpc.session.current.query()).user.firstName).toBe('Остап');
});

it('is heard of by a colleague, and shown by presence under the new name', async () => {
  const { olena, taras } = world;
  const stream = await olena.follow();
  const tab = await taras.openTab();
  await tab.show({ customerId: world.customerId, state: 'viewing', field: null, intent: null });
  const watcher = await olena.openTab();
  await watcher.until(() => watcher.leases.size === 1);
  await taras.trpc.user.editProfile.mutate({ version: 1, changes: { firstName: 'Остап' } });
  await stream.until(() => stream.events.some(({ type }) => type === 'user.profileEdited'));
  await watcher.until(() => watcher.people.some((person) => person.startsWith('Остап ')));
  for (const one of [stream, tab, watcher]) one.close();
});

it('a wrong field keeps only itself out, and is told beside the field', async () => {
  const { taras } = world;
  const changes = { firstName: 'Ostap', lastName: 'Вишня', phone: '+380111234567' };
  const outcome = await taras.trpc.user.editProfile.mutate({ version: 1, changes });
  expect(outcome.saved).toEqual(['lastName']);
  expect(outcome.issues).toEqual([
    { path: 'firstName', code: 'cyrillic' },
    { path: 'phone', code: 'phoneUa' },
  ]);
  expect(await rowOf(taras.id)).toMatchObject({ firstName: 'Тарас', lastName: 'Вишня' });
});

it("another user's phone is refused beside the field, of whatever company, and nothing is written", async () => {
  const { olena, taras, other } = world;
  for (const [at, { id }] of [olena, other.superadmin].entries()) {
    const phone = `+38050111223${at}`;
    await setting.owner.user.update({ where: { id }, data: { phone } });
    await expectNothingWritten(setting.owner, async () => {
      const changes = { phone };
      const outcome = await taras.trpc.user.editProfile.mutate({ version: 1, changes });
      expect(outcome.issues).toEqual([{ path: 'phone', code: 'userPhone' }]);
    });
  }
});

it('of many who want the same phone at once one gets it, the others are told', async () => {
  const { olena, taras, other } = world;
  const changes = { phone: '+380509998877' };
  const outcomes = await Promise.all(
    [olena, taras, other.superadmin].map(({ trpc }) =>
      trpc.user.editProfile.mutate({ version: 1, changes }),
    ),
  );
  expect(outcomes.filter(({ saved }) => saved.length === 1)).toHaveLength(1);
  expect(outcomes.filter(({ issues }) => issues[0]?.code === 'userPhone')).toHaveLength(2);
});

it('merges two windows by field, and asks about a field that both changed', async () => {
  const { taras } = world;
  await taras.trpc.user.editProfile.mutate({ version: 1, changes: { firstName: 'Остап' } });
  const second = await taras.trpc.user.editProfile.mutate({
    version: 1,
    changes: { firstName: 'Омелян', lastName: 'Вишня' },
  });
  expect(second).toMatchObject({
    saved: ['lastName'],
    conflicts: [{ field: 'firstName', theirs: 'Остап', mine: 'Омелян' }],
    profile: { version: 3, firstName: 'Остап', lastName: 'Вишня' },
  });
  const kept = await taras.trpc.user.editProfile.mutate({
    version: 3,
    changes: { firstName: 'Омелян' },
  });
  expect(kept).toMatchObject({ saved: ['firstName'], profile: { firstName: 'Омелян' } });
});

it('a sign-in in between, which moves the version on, stands in no way', async () => {
  const { taras } = world;
  await setting.owner.user.update({ where: { id: taras.id }, data: { version: 7 } });
  const changes = { firstName: 'Остап' };
  const outcome = await taras.trpc.user.editProfile.mutate({ version: 1, changes });
  expect(outcome).toMatchObject({ saved: ['firstName'], profile: { version: 8 } });
});

it('refuses fields that are not one’s own to change, a version that never was, and a stranger', async () => {
  const { taras } = world;
  const edit = (input: object) =>
    call(setting.app, 'user.editProfile', input, { cookie: taras.cookie });
  await expectNothingWritten(setting.owner, async () => {
    for (const extra of ['role', 'email', 'companyId', 'version', 'blockedAt', 'passwordHash']) {
      const { code } = await edit({ version: 1, changes: { [extra]: 'superadmin' } });
      expect(code, extra).toBe('INVALID_INPUT');
    }
    const other = await edit({ version: 1, userId: world.olena.id, changes: {} });
    expect(other.code).toBe('INVALID_INPUT');
    expect((await edit({ version: 9, changes: { firstName: 'Остап' } })).code).toBe(
      'STALE_VERSION',
    );
    const stranger = setting.app.visitor().trpc.user;
    expect(await codeOf(stranger.getProfile.query())).toBe('UNAUTHENTICATED');
    expect(await codeOf(stranger.editProfile.mutate({ version: 1, changes: {} }))).toBe(
      'UNAUTHENTICATED',
    );
  });
});

it('keeps language, theme and time zone: the row, one event, and every screen’s zone', async () => {
  const { taras } = world;
  expect((await taras.trpc.session.current.query()).timeZone).toBe('Europe/Kyiv');
  const look = { language: 'en', theme: 'dark', timeZone: 'America/New_York' } as const;
  expect(await taras.trpc.user.chooseLook.mutate(look)).toMatchObject(look);
  const session = await taras.trpc.session.current.query();
  expect(session).toMatchObject({
    user: { language: 'en', theme: 'dark' },
    timeZone: 'America/New_York',
    company: { timeZone: 'Europe/Kyiv' },
  });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toMatchObject([
    {
      type: 'user.lookChosen',
      version: 2,
      authorId: taras.id,
      changes: [
        { field: 'language', old: 'uk', new: 'en' },
        { field: 'theme', old: 'auto', new: 'dark' },
        { field: 'timeZone', old: null, new: 'America/New_York' },
      ],
    },
  ]);
  await taras.trpc.user.chooseLook.mutate({ timeZone: null });
  expect((await taras.trpc.session.current.query()).timeZone).toBe('Europe/Kyiv');
});

it('a choice that stands already is no change, and none is told', async () => {
  const { taras } = world;
  await expectNothingWritten(setting.owner, async () => {
    await taras.trpc.user.chooseLook.mutate({ language: 'uk', theme: 'auto', timeZone: null });
  });
});

it('takes no language, theme or zone that there is not, and none from a stranger', async () => {
  const { taras } = world;
  const choose = (input: object) =>
    call(setting.app, 'user.chooseLook', input, { cookie: taras.cookie });
  await expectNothingWritten(setting.owner, async () => {
    const wrong = [{ language: 'de' }, { theme: 'pink' }, { timeZone: 'Mars/Olympus' }];
    for (const input of wrong) {
      expect((await choose(input)).code, JSON.stringify(input)).toBe('INVALID_INPUT');
    }
    const stranger = setting.app.visitor().trpc.user.chooseLook.mutate({ theme: 'dark' });
    expect(await codeOf(stranger)).toBe('UNAUTHENTICATED');
  });
});

it('of many choices at once each leaves its event under a version of its own', async () => {
  const { taras } = world;
  const zones = ['Europe/Paris', 'Europe/Rome', 'Europe/Madrid', 'Europe/Oslo', 'Europe/Berlin'];
  const calls = zones.map((timeZone) => taras.trpc.user.chooseLook.mutate({ timeZone }));
  expect(await codesOf(calls)).toEqual({ OK: 5 });
  const versions = (await eventsOf(setting.owner, 'user', taras.id)).map(({ version }) => version);
  expect(versions).toEqual([2, 3, 4, 5, 6]);
});

it('tells colleagues nothing of what one’s screens look like', async () => {
  const { olena, taras } = world;
  const stream = await olena.follow();
  await taras.trpc.user.chooseLook.mutate({ theme: 'dark' });
  await stream.until(() => stream.events.length > 0);
  expect(stream.events[0]).toMatchObject({ type: 'user.lookChosen', changes: [], data: {} });
  stream.close();
});
