import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { call } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';
import { newUser } from './new-user.ts';

// A letter that is on its way changes rows by itself.
const setting = useTestApp({ main: { runsJobs: false } });
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

it('adds an active user: the row, one letter with its job, one event', async () => {
  const { olena, companyId } = world;
  const input = newUser({ firstName: ' Марія ', phone: '067 123-45-67', email: 'Maria@Ukr.NET' });
  const answer = await olena.trpc.user.create.mutate(input);
  const values = { firstName: 'Марія', lastName: 'Гнатюк', role: 'admin' };
  const given = { ...values, phone: '+380671234567', email: 'maria@ukr.net' };
  expect(answer).toMatchObject({
    ...{ ...given, version: 1, status: 'active', hasPassword: false, invitation: 'waiting' },
    ...{ createdBy: { id: olena.id, name: olena.name }, lastSignInAt: null },
  });
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id: answer.id } });
  expect(row).toMatchObject({
    ...{ ...given, companyId, createdById: olena.id, passwordHash: null, blockedAt: null },
    ...{ language: 'uk', version: 1 },
  });
  const letters = await setting.owner.letter.findMany({ where: { userId: answer.id } });
  expect(letters).toMatchObject([{ companyId, kind: 'invitation', state: 'waiting' }]);
  expect(await eventsOf(setting.owner, 'user', answer.id)).toEqual([
    {
      type: 'user.created',
      version: 1,
      authorId: olena.id,
      mutationId: input.mutationId,
      changes: [
        { field: 'firstName', old: null, new: 'Марія' },
        { field: 'lastName', old: null, new: 'Гнатюк' },
        { field: 'phone', old: null, new: '+380671234567' },
        { field: 'email', old: null, new: 'maria@ukr.net' },
        { field: 'role', old: null, new: 'admin' },
      ],
      data: {},
    },
  ]);
});

it('adds one for a call that is sent again, and answers the same', async () => {
  const { olena, companyId } = world;
  const input = newUser();
  const first = await olena.trpc.user.create.mutate(input);
  await expectNothingWritten(setting.owner, async () => {
    expect(await olena.trpc.user.create.mutate(input)).toEqual(first);
  });
  expect(await setting.owner.user.count({ where: { companyId } })).toBe(3);
});

it('of fifty equal requests at once one adds, and of a double click all answer that one', async () => {
  const { olena } = world;
  const typed = newUser();
  const calls = Array.from({ length: 50 }, () =>
    olena.trpc.user.create.mutate({ ...typed, mutationId: crypto.randomUUID() }),
  );
  expect(await codesOf(calls)).toEqual({ OK: 1, USER_TAKEN: 49 });
  const { email } = typed;
  const user = await setting.owner.user.findUniqueOrThrow({ where: { email } });
  expect(await setting.owner.letter.count({ where: { userId: user.id } })).toBe(1);
  expect(await eventsOf(setting.owner, 'user', user.id)).toHaveLength(1);
  const clicked = newUser();
  const clicks = Array.from({ length: 20 }, () => olena.trpc.user.create.mutate(clicked));
  const ids = new Set((await Promise.all(clicks)).map(({ id }) => id));
  expect(ids.size).toBe(1);
});

it('refuses what is taken, in any notation and in any company, naming fields and nobody', async () => {
  const { olena, other } = world;
  const mine = newUser();
  const theirs = newUser({ firstName: 'Чужа' });
  await olena.trpc.user.create.mutate(mine);
  await other.superadmin.trpc.user.create.mutate(theirs);
  const email = { path: 'email', code: 'userEmail' };
  const phone = { path: 'phone', code: 'userPhone' };
  const local = (number: string) => number.replace('+38', '');
  await expectNothingWritten(setting.owner, async () => {
    for (const [over, issues] of [
      [{ email: mine.email.toUpperCase() }, [email]],
      [{ phone: local(mine.phone) }, [phone]],
      [{ email: theirs.email }, [email]],
      [{ email: mine.email, phone: theirs.phone }, [email, phone]],
    ] as const) {
      const refusal = await refusalOf(olena.trpc.user.create.mutate(newUser(over)));
      expect(refusal).toMatchObject({ code: 'USER_TAKEN', issues, params: {} });
      expect(JSON.stringify(refusal)).not.toContain('Чужа');
    }
  });
});

it.each([
  [{ firstName: '' }, 'firstName', 'required'],
  [{ firstName: ' \u00a0 ' }, 'firstName', 'required'],
  [{ firstName: 'М' }, 'firstName', 'tooShort'],
  [{ firstName: 'Maria' }, 'firstName', 'cyrillic'],
  [{ firstName: 'М4рія' }, 'firstName', 'cyrillic'],
  [{ firstName: 'Марія\u202e' }, 'firstName', 'cyrillic'],
  [{ firstName: 'Марія\0' }, 'firstName', 'invalid'],
  [{ firstName: 'М'.repeat(101) }, 'firstName', 'tooLong'],
  [{ lastName: 'Г' }, 'lastName', 'tooShort'],
  [{ lastName: 'Hnatiuk' }, 'lastName', 'cyrillic'],
  [{ phone: '' }, 'phone', 'required'],
  [{ phone: '044 123 45 67' }, 'phone', 'phoneUa'],
  [{ phone: '+48 601 234 567' }, 'phone', 'phoneUa'],
  [{ phone: '067 123 45 6' }, 'phone', 'phoneUa'],
  [{ email: '' }, 'email', 'required'],
  [{ email: 'maria@' }, 'email', 'email'],
  [{ email: 'maria@ukr.net, taras@ukr.net' }, 'email', 'email'],
  [{ email: 'maria@ukr.net\r\nBcc: x@y.z' }, 'email', 'email'],
  [{ email: `${'m'.repeat(250)}@ukr.net` }, 'email', 'tooLong'],
])('refuses %j beside the field %s as %s, and writes nothing', async (over, path, code) => {
  await expectNothingWritten(setting.owner, async () => {
    const refusal = await refusalOf(world.olena.trpc.user.create.mutate(newUser(over)));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', issues: [{ path, code }] });
  });
});

it('tells all that is wrong at once', async () => {
  const wrong = newUser({ firstName: 'x', lastName: '', phone: '1', email: '@' });
  const { issues } = await refusalOf(world.olena.trpc.user.create.mutate(wrong));
  expect(issues.map(({ path }) => path)).toEqual(['firstName', 'lastName', 'phone', 'email']);
});

it('takes any letters and any country’s phone in an international company', async () => {
  const { olena } = await createWorld(setting.owner, setting.app, {
    validationProfile: 'international',
    defaultLanguage: 'en',
  });
  const input = newUser({ firstName: 'Zoë', lastName: 'Li', phone: '+48 601 234 567' });
  const { id, phone } = await olena.trpc.user.create.mutate(input);
  expect(phone).toBe('+48601234567');
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ firstName: 'Zoë', lastName: 'Li', language: 'en' });
});

it('lets no admin add a user, in whichever way it is tried, and writes nothing', async () => {
  const { olena, taras } = world;
  const { cookie } = taras;
  const sent = newUser();
  const { app } = setting;
  await olena.trpc.user.create.mutate(sent);
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(taras.trpc.user.create.mutate(newUser()))).toBe('FORBIDDEN');
    // The very bytes that a superadmin sent.
    expect(await call(app, 'user.create', sent, { cookie })).toMatchObject({ code: 'FORBIDDEN' });
    const batch = await call(
      app,
      'user.create,user.create?batch=1',
      { 0: newUser(), 1: newUser() },
      { cookie },
    );
    expect(batch.text.match(/"code":"FORBIDDEN"/g)).toHaveLength(2);
    expect(batch.text).not.toContain('"result"');
    const withMore = { ...newUser(), companyId: world.other.companyId };
    expect(await call(app, 'user.create', withMore, { cookie: olena.cookie })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const asPage = await fetch(`${app.origin}/users`, {
      method: 'POST',
      headers: { cookie, origin: app.origin },
      body: new URLSearchParams({ ...newUser() }),
    });
    expect(asPage.ok).toBe(false);
  });
});

it.each(['user.create', 'user.changeRole', 'user.block', 'user.resendInvitation'])(
  'refuses %s of a superadmin who was demoted or blocked a moment ago',
  async (procedure) => {
    const { olena, taras, companyId } = world;
    const company = { id: companyId };
    const former = await signedIn(setting.owner, setting.app, { company, role: 'superadmin' });
    const target = { userId: taras.id, version: 1 };
    const input = {
      'user.create': newUser(),
      'user.changeRole': { ...target, role: 'superadmin' },
      'user.block': target,
      'user.resendInvitation': { userId: taras.id, mutationId: crypto.randomUUID() },
    }[procedure];
    await olena.trpc.user.changeRole.mutate({ userId: former.id, version: 1, role: 'admin' });
    await expectNothingWritten(setting.owner, async () => {
      expect(await call(setting.app, procedure, input, { cookie: former.cookie })).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
    await olena.trpc.user.block.mutate({ userId: former.id, version: 2 });
    await expectNothingWritten(setting.owner, async () => {
      expect(await call(setting.app, procedure, input, { cookie: former.cookie })).toMatchObject({
        code: 'UNAUTHENTICATED',
      });
    });
  },
);
