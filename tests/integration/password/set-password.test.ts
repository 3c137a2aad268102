import { beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { Prisma, User } from '#prisma/generated/client.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { verifyPassword } from '#server/infra/auth/password.ts';
import { openUserLink } from '#server/infra/auth/password-link.ts';
import { codeOf } from '#tests/support/answers.ts';
import { call, query, send } from '#tests/support/http.ts';
import type { Answer } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import { signedIn } from '#tests/support/world.ts';

let now = new Date();
const setting = useTestApp({ main: { clock: { now: () => now }, runsJobs: false } });
const password = 'Chestnut-2027';
let user: User;

beforeEach(async () => {
  now = new Date();
  user = await newUser();
});

async function newUser(data: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<User> {
  const { id } = await createCompany(setting.owner);
  return createUser(setting.owner, { companyId: id, ...data });
}

const rowOf = ({ id }: User) => setting.owner.user.findUniqueOrThrow({ where: { id } });
const newLink = ({ id }: User) => openUserLink(setting.owner, { userId: id, hours: 24, now });
const cookieWith = (token: string) => `__Host-tandem_password_link=${token}`;

function set(token: string, input: unknown = { email: user.email, password }, also = '') {
  const cookie = [cookieWith(token), also].filter((one) => one !== '').join('; ');
  return call(setting.app, 'password.set', input, { cookie });
}

async function stateOf(token: string): Promise<string | undefined> {
  const { text } = await query(setting.app, 'password.readLink', {}, { cookie: cookieWith(token) });
  return /"state":"(\w+)"/.exec(text)?.[1];
}

function cookiesOf({ headers }: Answer): string[] {
  return headers.getSetCookie();
}

it('sets the password and signs in: row, version, events, one session, no cookie of the link', async () => {
  const token = await newLink(user);
  const answer = await set(token);
  expect(answer.status).toBe(200);
  const row = await rowOf(user);
  expect(row.version).toBe(2);
  expect(row.lastSignInAt).toEqual(now);
  expect(await verifyPassword(row.passwordHash, password)).toBe(true);
  expect(await eventsOf(setting.owner, 'user', user.id)).toMatchObject([
    { type: 'user.passwordSet', version: 2, authorId: user.id, data: { isFirst: true } },
    { type: 'session.started', version: 2, authorId: user.id, data: { ipAddress: '127.0.0.1' } },
  ]);
  const [session, gone] = cookiesOf(answer);
  expect(gone).toMatch(/^__Host-tandem_password_link=; Max-Age=0;/);
  const visitor = setting.app.visitor(session?.split(';')[0]);
  expect((await visitor.trpc.session.current.query()).user.id).toBe(user.id);
  expect(await setting.owner.session.count({ where: { userId: user.id } })).toBe(1);
  // The first password is no news to tell by letter.
  expect(await setting.owner.letter.count({ where: { userId: user.id } })).toBe(0);
});

it('a new password in the place of an old one ends sessions and sockets, and is told by letter', async () => {
  const company = { id: user.companyId };
  const taras = await signedIn(setting.owner, setting.app, {
    ...{ company, role: 'admin', passwordHash: 'old' },
  });
  const tab = await taras.follow();
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id: taras.id } });
  const answer = await set(await newLink(row), { email: row.email, password });
  expect(answer.status).toBe(200);
  await tab.until(() => tab.closeCode !== null);
  expect(tab.closeCode).toBe(4401);
  expect(await codeOf(taras.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect((await eventsOf(setting.owner, 'user', taras.id)).map(({ type }) => type)).toEqual([
    ...['user.passwordSet', 'session.ended', 'session.started'],
  ]);
  const letters = await setting.owner.letter.findMany({ where: { userId: taras.id } });
  expect(letters.map(({ kind }) => kind)).toEqual(['passwordChanged']);
});

it('works once: the second use is refused, and of ten at once one counts', async () => {
  const token = await newLink(user);
  const answers = await Promise.all(Array.from({ length: 10 }, () => set(token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.map(({ code }) => code))).toEqual(
    new Set([null, 'PASSWORD_LINK_INVALID']),
  );
  expect(await setting.owner.session.count({ where: { userId: user.id } })).toBe(1);
  expect((await rowOf(user)).version).toBe(2);
  expect(await stateOf(token)).toBe('used');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('works until the last moment of its 24 hours and not after (S4-41)', async () => {
  const [late, inTime] = [await newLink(user), await newUser()];
  const otherToken = await newLink(inTime);
  now = new Date(now.getTime() + 24 * 3_600_000 - 1);
  expect(await stateOf(otherToken)).toBe('valid');
  expect((await set(otherToken, { email: inTime.email, password })).status).toBe(200);
  now = new Date(now.getTime() + 1);
  expect(await stateOf(late)).toBe('expired');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(late)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('a newer link voids the older one', async () => {
  const older = await newLink(user);
  const newer = await newLink(user);
  expect([await stateOf(older), await stateOf(newer)]).toEqual(['superseded', 'valid']);
  expect((await set(older)).code).toBe('PASSWORD_LINK_INVALID');
  expect((await set(newer)).status).toBe(200);
});

it('a blocked user is let in by no link, and told so', async () => {
  const token = await newLink(user);
  await setting.owner.user.update({ where: { id: user.id }, data: { blockedAt: now } });
  expect(await stateOf(token)).toBe('blocked');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('a good link ends a lockout', async () => {
  const until = new Date('9999-12-31T00:00:00Z');
  const data = { lockedOutUntil: until, failedSignInsCount: 4, failedSignInsSince: now };
  await setting.owner.user.update({ where: { id: user.id }, data });
  expect((await set(await newLink(user))).status).toBe(200);
  expect(await rowOf(user)).toMatchObject({
    ...{ lockedOutUntil: null, failedSignInsCount: 0, failedSignInsSince: null },
  });
});

it('signed in as somebody else, it leaves that session for the new one', async () => {
  const company = { id: user.companyId };
  const olena = await signedIn(setting.owner, setting.app, { company, role: 'superadmin' });
  const answer = await set(await newLink(user), undefined, olena.cookie);
  const session = cookiesOf(answer)[0]?.split(';')[0];
  const { user: now_ } = await setting.app.visitor(session).trpc.session.current.query();
  expect(now_.id).toBe(user.id);
  expect(await codeOf(olena.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect((await eventsOf(setting.owner, 'user', olena.id)).map(({ type }) => type)).toEqual([
    'session.ended',
  ]);
});

it('refuses the password of another than the page showed', async () => {
  const other = await newUser();
  const token = await newLink(other);
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it.each([
  ['no password', () => ({ email: user.email, password: '' })],
  ['a common password', () => ({ email: user.email, password: 'Password1' })],
  ['Cyrillic', () => ({ email: user.email, password: 'Каштан-2027a' })],
  ['a password as an array', () => ({ email: user.email, password: [password] })],
  ['an e-mail as an array', () => ({ email: [user.email], password })],
  ['an e-mail as an object', () => ({ email: { contains: '' }, password })],
  ['a token in the input', () => ({ email: user.email, password, token: 'x' })],
  ['a role', () => ({ email: user.email, password, role: 'superadmin' })],
  ['nothing', () => null],
])('refuses %s, writes nothing and leaves the link good', async (_, input) => {
  const token = await newLink(user);
  await expectNothingWritten(setting.owner, async () => {
    const answer = await set(token, input());
    expect([answer.status, answer.code]).toEqual([400, 'INVALID_INPUT']);
  });
  expect(await stateOf(token)).toBe('valid');
});

it.each(['', 'null', 'undefined', '[]', '%00', 'A'.repeat(43), 'A'.repeat(5_000)])(
  'a token like %j is no link',
  async (token) => {
    expect(await stateOf(token)).toBe('unknown');
    await expectNothingWritten(setting.owner, async () => {
      expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
    });
  },
);

it('only the hash of a token is in the database, and it opens nothing', async () => {
  const token = await newLink(user);
  const rows = await setting.owner.$queryRaw<{ text: string }[]>`
    SELECT string_agg(t::text, '') AS text FROM password_tokens t`;
  expect(rows[0]?.text).not.toContain(token);
  expect(rows[0]?.text).toContain(hashToken(token));
  expect((await set(hashToken(token))).code).toBe('PASSWORD_LINK_INVALID');
});

it('the address hands its token over to a cookie and goes on without it; looking uses nothing up', async () => {
  const token = await newLink(user);
  for (const method of ['HEAD', 'GET', 'GET']) {
    const answer = await send(setting.app, `/set-password?token=${token}`, { method });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/set-password']);
    expect(answer.text).not.toContain(token);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(cookiesOf(answer)).toEqual([
      `${cookieWith(token)}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
    ]);
  }
  expect(await stateOf(token)).toBe('valid');
});

it('the letter’s language becomes the browser’s, unless one was chosen there or it is none', async () => {
  const token = await newLink(user);
  const languages = async (language: string, cookie = '') => {
    const address = `/set-password?token=${token}&language=${language}`;
    const answer = await send(setting.app, address, { headers: { cookie } });
    expect(answer.headers.get('location')).toBe('/set-password');
    return cookiesOf(answer).slice(1);
  };
  const chosen = 'tandem_language=uk; Max-Age=31536000; Path=/; SameSite=Lax';
  expect(await languages('uk')).toEqual([chosen]);
  expect(await languages('uk', 'tandem_language=en')).toEqual([]);
  expect(await languages('fr')).toEqual([]);
  expect(await languages('uk&language=en')).toEqual([]);
});

it.each(['token=', 'token=x', 'token=a&token=b', 'token[]=a', `token=${'A'.repeat(44)}`])(
  'the address with ?%s leaves no link of before in the cookie',
  async (search) => {
    const answer = await send(setting.app, `/set-password?${search}`);
    if (search.startsWith('token[')) return;
    expect(answer.status).toBe(303);
    expect(cookiesOf(answer)[0]).toMatch(/^__Host-tandem_password_link=; Max-Age=0;/);
  },
);
