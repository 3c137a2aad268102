import { beforeAll, beforeEach, expect, it } from 'vitest';
import { hashPassword } from '#server/infra/auth/password.ts';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn, versionOf } from '#tests/support/world.ts';

const setting = useTestApp();
const password = 'Tandem-2026';
let passwordHash: string;
let world: World;
let iryna: Person;

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

beforeEach(() => begin({ lockoutAttemptsMax: 2, lockoutMinutes: 60 }));

/** Iryna is an admin beside Olena and Taras. */
async function begin(company: Parameters<typeof createWorld>[2]): Promise<void> {
  world = await createWorld(setting.owner, setting.app, company);
  iryna = await person('admin');
}

function person(role: 'admin' | 'superadmin'): Promise<Person> {
  const company = { id: world.companyId };
  return signedIn(setting.owner, setting.app, { company, role, passwordHash });
}

const rowOf = ({ id }: Person) => setting.owner.user.findUniqueOrThrow({ where: { id } });

async function trySignIn(who: Person, typed = password): Promise<string> {
  const { email } = await rowOf(who);
  return codeOf(setting.app.visitor().trpc.session.signIn.mutate({ email, password: typed }));
}

async function lockOut(who: Person): Promise<void> {
  for (let at = 0; at < 2; at += 1) expect(await trySignIn(who, 'wrong')).toBe('SIGN_IN_REFUSED');
  expect(await trySignIn(who)).toBe('SIGN_IN_REFUSED');
}

async function clear(by: Pick<Person, 'trpc'>, { id: userId }: Person, mutationId?: string) {
  const version = await versionOf(setting.owner, { userId });
  return by.trpc.user.clearLockout.mutate({ userId, version, mutationId });
}

async function listed(by: Person, { id }: Person) {
  const { rows } = await by.trpc.user.list.query({ pageSize: 100 });
  return rows.find((row) => row.id === id);
}

it('cleared, the password opens at once: row, version, event, and the sessions go on', async () => {
  const { taras } = world;
  await lockOut(iryna);
  const { lockedOutUntil } = await rowOf(iryna);
  const until = lockedOutUntil?.toISOString();
  expect(await listed(taras, iryna)).toMatchObject({ lockout: { until }, status: 'active' });
  const mutationId = crypto.randomUUID();
  expect(await clear(taras, iryna, mutationId)).toMatchObject({ version: 3, lockout: null });
  expect(await rowOf(iryna)).toMatchObject({
    ...{ version: 3, lockedOutUntil: null, failedSignInsCount: 0, failedSignInsSince: null },
  });
  expect(await eventsOf(setting.owner, 'user', iryna.id)).toMatchObject([
    { type: 'user.lockedOut', version: 2, authorId: null },
    { type: 'user.lockoutCleared', version: 3, authorId: taras.id, mutationId, changes: [] },
  ]);
  expect(await listed(taras, iryna)).toMatchObject({ lockout: null });
  expect(await codeOf(iryna.trpc.session.current.query())).toBe('OK');
  // Counted anew: one failure is none too many.
  expect(await trySignIn(iryna, 'wrong')).toBe('SIGN_IN_REFUSED');
  expect(await trySignIn(iryna)).toBe('OK');
});

it('with no end but by an admin it is cleared as well', async () => {
  await begin({ lockoutAttemptsMax: 2, lockoutMinutes: 0 });
  await lockOut(iryna);
  expect(await listed(world.olena, iryna)).toMatchObject({ lockout: { until: null } });
  await clear(world.olena, iryna);
  expect(await trySignIn(iryna)).toBe('OK');
});

it('colleagues hear of both, and nobody of another company', async () => {
  const { taras, olena, other } = world;
  const [colleague, stranger] = await Promise.all([taras.follow(), other.superadmin.follow()]);
  await lockOut(iryna);
  const lockedOut = await colleague.untilEvent('user.lockedOut');
  const until = (await rowOf(iryna)).lockedOutUntil?.toISOString();
  expect(lockedOut).toMatchObject({ subject: { id: iryna.id }, author: null, data: { until } });
  await clear(olena, iryna);
  const cleared = await colleague.untilEvent('user.lockoutCleared');
  expect(cleared).toMatchObject({ subject: { id: iryna.id }, author: { id: olena.id } });
  // Its own event is the later one: what came before it would have come.
  await codeOf(other.superadmin.trpc.user.chooseLook.mutate({ theme: 'dark' }));
  await stranger.untilEvent('user.lookChosen');
  expect(stranger.events.map(({ type }) => type)).toEqual(['user.lookChosen']);
  colleague.close();
  stranger.close();
});

it('no stranger clears it, nobody their own, an admin no superadmin’s; nothing is written', async () => {
  const { taras, other } = world;
  const boss = await person('superadmin');
  await lockOut(iryna);
  await lockOut(boss);
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(clear(iryna, iryna))).toBe('USER_IS_SELF');
    expect(await codeOf(clear(boss, boss))).toBe('USER_IS_SELF');
    expect(await codeOf(clear(taras, boss))).toBe('FORBIDDEN');
    expect(await codeOf(clear(other.superadmin, iryna))).toBe('USER_NOT_FOUND');
    expect(await codeOf(clear(setting.app.visitor(), iryna))).toBe('UNAUTHENTICATED');
  });
  expect(await trySignIn(boss)).toBe('SIGN_IN_REFUSED');
  await clear(world.olena, boss);
  expect(await trySignIn(boss)).toBe('OK');
});

it('says that nothing is left to clear: never, run out, cleared by a colleague', async () => {
  const { olena, taras } = world;
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(clear(olena, iryna))).toBe('USER_NOT_LOCKED_OUT');
  });
  await lockOut(iryna);
  const { id } = iryna;
  const lockedOutUntil = new Date(Date.now() - 1);
  await setting.owner.user.update({ where: { id }, data: { lockedOutUntil } });
  expect(await listed(olena, iryna)).toMatchObject({ lockout: null });
  expect(await codeOf(clear(olena, iryna))).toBe('USER_NOT_LOCKED_OUT');
  await lockOut(iryna);
  const calls = [olena, taras, olena, taras].map((by) => clear(by, iryna));
  expect(await codesOf(calls)).toEqual({ OK: 1, USER_NOT_LOCKED_OUT: 3 });
  const version = (await versionOf(setting.owner, { userId: id })) + 1;
  const early = olena.trpc.user.clearLockout.mutate({ userId: id, version });
  expect(await codeOf(early)).toBe('USER_NOT_LOCKED_OUT');
});
