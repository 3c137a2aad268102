import { beforeEach, expect, it } from 'vitest';
import { hashPassword } from '#server/infra/auth/password.ts';
import type { EditCompanyInput } from '#server/features/company/schema.ts';
import { defaultPasswordPolicy } from '#server/shared/password-policy.ts';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const hour = 3_600_000;
const setting = useTestApp();
let world: World;
beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

async function set(changes: Omit<EditCompanyInput, 'version'>): Promise<void> {
  const { version } = await world.olena.trpc.company.get.query();
  const { conflicts } = await world.olena.trpc.company.edit.mutate({ ...changes, version });
  expect(conflicts).toEqual([]);
}

/** As if it had been opened, and used last, so long ago. */
async function age({ id }: Person, { openedMs = 0, usedMs = 0 }): Promise<void> {
  const [createdAt, lastSeenAt] = [openedMs, usedMs].map((ms) => new Date(Date.now() - ms));
  await setting.owner.session.updateMany({
    where: { userId: id },
    data: { ...(openedMs ? { createdAt } : {}), ...(usedMs ? { lastSeenAt } : {}) },
  });
}

const ask = ({ trpc }: Person) => codeOf(trpc.session.current.query());

it('a shorter time without use ends the sessions that are over it at once', async () => {
  const { taras } = world;
  const other = await signedIn(setting.owner, setting.app, {
    company: { id: world.companyId },
    role: 'admin',
  });
  await age(taras, { usedMs: 3 * hour });
  await age(other, { usedMs: 1 * hour });
  const [ended, open] = await Promise.all([taras.follow(), other.follow()]);
  // Opening the stream was use: set back to what it was.
  await age(taras, { usedMs: 3 * hour });
  await age(other, { usedMs: 1 * hour });
  const startedAt = performance.now();
  await set({ sessionIdleHours: 2 });
  await ended.until(() => ended.closeCode !== null, 5_000);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect([ended.closeCode, open.closeCode]).toEqual([4401, null]);
  expect([await ask(taras), await ask(other)]).toEqual(['UNAUTHENTICATED', 'OK']);
  open.close();
});

it('a shorter time altogether ends the sessions that were opened before it', async () => {
  const { taras, olena } = world;
  await age(taras, { openedMs: 30 * hour });
  await set({ sessionIdleHours: 12, sessionAbsoluteDays: 1 });
  expect([await ask(taras), await ask(olena)]).toEqual(['UNAUTHENTICATED', 'OK']);
});

it('use keeps a session open for the new time from then on, and the cookie with it', async () => {
  const { taras } = world;
  await set({ sessionIdleHours: 48 });
  const { response } = await whole(taras);
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toContain(`Max-Age=${48 * 3600}`);
  const session = await setting.owner.session.findFirstOrThrow({ where: { userId: taras.id } });
  expect(Math.abs(session.expiresAt.getTime() - (Date.now() + 48 * hour))).toBeLessThan(60_000);
});

async function whole({ cookie }: Person) {
  const url = `${setting.app.origin}/trpc/session.current`;
  return { response: await fetch(url, { headers: { cookie, origin: setting.app.origin } }) };
}

it('of one company alone', async () => {
  const { taras, other } = world;
  await age(taras, { usedMs: 3 * hour });
  await age(other.superadmin, { usedMs: 3 * hour });
  await set({ sessionIdleHours: 2 });
  expect([await ask(taras), await ask(other.superadmin)]).toEqual(['UNAUTHENTICATED', 'OK']);
});

it('a new session lives as long as the company says', async () => {
  await set({ sessionIdleHours: 1, sessionAbsoluteDays: 3 });
  await setting.app.signInAs(world.taras.id);
  const session = await setting.owner.session.findFirstOrThrow({
    where: { userId: world.taras.id },
    orderBy: { createdAt: 'desc' },
  });
  const from = session.createdAt.getTime();
  expect(Math.abs(session.expiresAt.getTime() - from - hour)).toBeLessThan(60_000);
  expect(Math.abs(session.absoluteExpiresAt.getTime() - from - 72 * hour)).toBeLessThan(60_000);
});

it('so many failed sign-ins as the company says lock out, for as long as it says', async () => {
  await set({ lockoutAttemptsMax: 2, lockoutMinutes: 7 });
  const password = 'Tandem-2026';
  const passwordHash = await hashPassword(password);
  const { id, email } = await setting.owner.user.update({
    where: { id: world.taras.id },
    data: { passwordHash },
  });
  const trySignIn = (typed: string) =>
    codeOf(setting.app.visitor().trpc.session.signIn.mutate({ email, password: typed }));
  expect(await trySignIn('wrong-1')).toBe('SIGN_IN_REFUSED');
  expect(await trySignIn('wrong-2')).toBe('SIGN_IN_REFUSED');
  expect(await trySignIn(password)).toBe('SIGN_IN_REFUSED');
  const locked = await setting.owner.user.findUniqueOrThrow({ where: { id } });
  const until = (locked.lockedOutUntil?.getTime() ?? 0) - Date.now();
  expect(Math.abs(until - 7 * 60_000)).toBeLessThan(60_000);
  const [event] = (await eventsOf(setting.owner, 'user', id)).filter(
    ({ type }) => type === 'user.lockedOut',
  );
  expect(event?.data).toEqual({ until: locked.lockedOutUntil?.toISOString() });
});

const newCustomer = (values: object, password: object) => ({
  values: {
    ...{ login: newKey(), email: `${newKey()}@example.com` },
    ...{ firstName: 'Соломія', lastName: 'Кравчук', gender: 'female', ...values },
  },
  ...{ password, mutationId: newKey() },
});

it('the policy for customers’ passwords refuses what it took before', async () => {
  const { create } = world.taras.trpc.customer;
  const input = () =>
    newCustomer({}, { kind: 'typed', password: 'Tandem2026' }) as Parameters<
      typeof create.mutate
    >[0];
  expect(await codeOf(create.mutate(input()))).toBe('OK');
  await set({ customerPasswordPolicy: { ...defaultPasswordPolicy, symbol: true } });
  const refusal = await refusalOf(create.mutate(input()));
  expect(refusal.issues).toEqual([expect.objectContaining({ path: 'password' })]);
});

it('the profile takes names that the other one refuses', async () => {
  const { create } = world.taras.trpc.customer;
  const input = () =>
    newCustomer({ firstName: 'Zoë' }, { kind: 'link' }) as Parameters<typeof create.mutate>[0];
  const refusal = await refusalOf(create.mutate(input()));
  expect(refusal.issues).toEqual([expect.objectContaining({ path: 'firstName' })]);
  await set({ validationProfile: 'international' });
  expect(await codeOf(create.mutate(input()))).toBe('OK');
});

it('who asks anew is told the new name, currency, profile and policies', async () => {
  const face = {
    name: 'Льон',
    currency: 'EUR',
    validationProfile: 'international',
    userPasswordPolicy: { ...defaultPasswordPolicy, lengthMin: 12 },
    customerPasswordPolicy: { ...defaultPasswordPolicy, digit: false },
  } as const;
  await set(face);
  expect((await world.taras.trpc.session.current.query()).company).toEqual({
    ...{ id: world.companyId, version: 2, timeZone: 'Europe/Kyiv', ...face },
  });
});
