import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { User } from '#prisma/generated/client.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { cookieOf } from '#tests/support/app.ts';
import { call } from '#tests/support/http.ts';
import type { Answer } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const password = 'Tandem-2026';
let passwordHash: string;
const setting = useTestApp();
let companyId: number;
let taras: User;

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

beforeEach(async () => {
  companyId = (await createCompany(setting.owner)).id;
  taras = await createUser(setting.owner, { companyId, passwordHash });
});

function signIn(email: string, typed = password, headers: Record<string, string> = {}) {
  return call(setting.app, 'session.signIn', { email, password: typed }, headers);
}

function tokenIn(answer: Answer): string {
  return cookieOf(answer.headers.get('set-cookie') ?? '').split('=')[1] ?? '';
}

it('opens a session: who, the cookie’s attributes, the row, the version, one event', async () => {
  const answer = await signIn(taras.email, password, { 'user-agent': 'Firefox' });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain(taras.lastName);
  const [pair, ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ');
  expect(pair).toMatch(/^__Host-tandem_session=[\w-]{43}$/);
  expect(attributes.map((one) => one.replace(/=\d+$/, '')).sort()).toEqual(
    ['HttpOnly', 'Max-Age', 'Path=/', 'SameSite=Lax', 'Secure'].sort(),
  );
  const { version, lastSignInAt } = await setting.owner.user.findUniqueOrThrow({
    where: { id: taras.id },
  });
  expect(version).toBe(2);
  expect(lastSignInAt).not.toBeNull();
  expect(await eventsOf(setting.owner, 'user', taras.id)).toMatchObject([
    { type: 'session.started', version: 2, authorId: taras.id, data: { ipAddress: '127.0.0.1' } },
  ]);
  const [session] = await setting.owner.session.findMany({ where: { userId: taras.id } });
  expect(session).toMatchObject({ ipAddress: '127.0.0.1', userAgent: 'Firefox' });
});

it('keeps the token nowhere: not in the row, not in the answer, not in the event', async () => {
  const answer = await signIn(taras.email);
  const token = tokenIn(answer);
  const [session] = await setting.owner.session.findMany({ where: { userId: taras.id } });
  expect(session?.id).toBe(createHash('sha256').update(token).digest('hex'));
  const rows = await setting.owner.$queryRaw<{ text: string }[]>`
    SELECT (SELECT string_agg(s::text, '') FROM sessions s)
      || (SELECT string_agg(e::text, '') FROM events e) AS text`;
  expect(rows[0]?.text).not.toContain(token);
  expect(answer.text).not.toContain(token);
  expect(answer.text).not.toContain(session?.id);
});

it('gives a new token each time, whatever cookie is sent along', async () => {
  const first = tokenIn(await signIn(taras.email));
  const cookie = `__Host-tandem_session=${first}`;
  const second = tokenIn(await signIn(taras.email, password, { cookie }));
  const planted = `__Host-tandem_session=${'A'.repeat(43)}`;
  const third = tokenIn(await signIn(taras.email, password, { cookie: planted }));
  expect(new Set([first, second, third, 'A'.repeat(43)]).size).toBe(4);
});

it('takes the address in any case and with spaces around it', async () => {
  expect((await signIn(`  ${taras.email.toUpperCase()} `)).status).toBe(200);
});

/** What differs from answer to answer by nature. */
function comparable({ status, headers, text }: Answer) {
  const all = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const withoutNonce = all.map(([name, value]) => [
    name,
    value.replace(/'nonce-[^']+'/g, "'nonce'"),
  ]);
  return { status, headers: withoutNonce, text: text.replace(/"requestId":"[^"]+"/, '') };
}

it('answers every kind of failure alike: status, headers and body', async () => {
  const soon = new Date(Date.now() + 3_600_000);
  const user = (data: Partial<User>) =>
    createUser(setting.owner, { companyId, passwordHash, ...data });
  const blocked = await user({ blockedAt: new Date() });
  const lockedOut = await user({ lockedOutUntil: soon });
  const usedUp = await user({ failedSignInsCount: 10, failedSignInsSince: new Date() });
  const withoutPassword = await user({ passwordHash: null });
  const wrong = await signIn(taras.email, 'wrong');
  expect([wrong.status, wrong.code]).toEqual([401, 'SIGN_IN_REFUSED']);
  expect(wrong.headers.has('set-cookie')).toBe(false);
  const others = {
    unknown: await signIn('nobody@tandem.example'),
    withoutPassword: await signIn(withoutPassword.email),
    blocked: await signIn(blocked.email),
    lockedOut: await signIn(lockedOut.email),
    usedUp: await signIn(usedUp.email),
  };
  for (const [kind, answer] of Object.entries(others)) {
    expect(comparable(answer), kind).toEqual(comparable(wrong));
  }
});

it('opens nothing for a wrong password, and leaves no event', async () => {
  await signIn(taras.email, 'wrong');
  expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(0);
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([]);
});

it.each([
  ['an e-mail as an array', { email: ['a@b.example'], password }],
  ['an e-mail as a filter', { email: { contains: '' }, password }],
  ['a password as an object', { email: 'a@b.example', password: { not: '' } }],
  ['a password as a number', { email: 'a@b.example', password: 1 }],
  ['an empty password', { email: 'a@b.example', password: '' }],
  ['a password of 129 characters', { email: 'a@b.example', password: 'a'.repeat(129) }],
  ['no address', { email: 'nobody', password }],
  ['a further field', { email: 'a@b.example', password, role: 'superadmin' }],
  ['nothing', null],
  ['an array', []],
])('refuses %s before it looks anything up, and writes nothing', async (_, input) => {
  await expectNothingWritten(setting.owner, async () => {
    const answer = await call(setting.app, 'session.signIn', input);
    expect([answer.status, answer.code]).toEqual([400, 'INVALID_INPUT']);
    expect(answer.text).not.toContain(password);
  });
});

it('ends the session that signs out: cookie, row, version, one event, however often', async () => {
  const cookie = `__Host-tandem_session=${tokenIn(await signIn(taras.email))}`;
  const elsewhere = `__Host-tandem_session=${tokenIn(await signIn(taras.email))}`;
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call(setting.app, 'session.signOut', {}, { cookie })),
  );
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
  const done = answers.find(({ status }) => status === 200);
  expect(done?.headers.get('set-cookie')).toMatch(/^__Host-tandem_session=; .*Max-Age=0/);
  expect((await call(setting.app, 'session.signOut', {}, { cookie })).code).toBe('UNAUTHENTICATED');
  expect(await setting.app.visitor(elsewhere).trpc.session.current.query()).toBeTruthy();
  const ended = (await eventsOf(setting.owner, 'user', taras.id)).filter(({ type }) =>
    type.endsWith('ended'),
  );
  expect(ended).toMatchObject([{ type: 'session.ended', version: 4, authorId: taras.id }]);
});

it('lets nobody sign out who is not signed in, and writes nothing', async () => {
  await expectNothingWritten(setting.owner, async () => {
    expect((await call(setting.app, 'session.signOut', {})).code).toBe('UNAUTHENTICATED');
  });
});
