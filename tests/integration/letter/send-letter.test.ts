import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { Prisma, User } from '#prisma/generated/client.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import type { NewLetter } from '#server/infra/mail/outbox.ts';
import { createLog } from '#server/infra/log.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp, TestAppOptions } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call } from '#tests/support/http.ts';
import { linkIn, startMailServer } from '#tests/support/mail-server.ts';
import type { MailServer } from '#tests/support/mail-server.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { eventsOf } from '#tests/support/records.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

type UserLetter = NewLetter['kind'];

let database: TestDatabase;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const owner = () => ownerOf(database);
const baseUrl = 'https://tandem.example';
/** Another address that the product is reached at as well. */
const elsewhere = 'https://evil.example';

async function mailServer(...args: Parameters<typeof startMailServer>): Promise<MailServer> {
  const mail = await startMailServer(...args);
  ends.push(mail.stop);
  return mail;
}

async function appWith(
  smtpUrl: string,
  options: Omit<TestAppOptions, 'databaseUrl'> = {},
): Promise<TestApp> {
  const allowedOrigins = [baseUrl, elsewhere];
  const env = { smtpUrl, baseUrl, allowedOrigins, ...options.env };
  const app = await startTestApp({ databaseUrl: database.url, ...options, env });
  ends.push(app.stop);
  return app;
}

interface NewUser extends Partial<Prisma.UserUncheckedCreateInput> {
  company?: Parameters<typeof createCompany>[1];
}

async function newUser({ company = {}, ...data }: NewUser = {}): Promise<User> {
  const { id } = await createCompany(owner(), { name: 'Барвінок', ...company });
  return createUser(owner(), { companyId: id, ...data });
}

async function order(app: TestApp, user: User, kind: UserLetter = 'invitation'): Promise<number> {
  const { id: userId, companyId } = user;
  const id = await owner().$transaction((tx) => orderLetter(tx, { companyId, userId, kind }));
  app.running.services.jobs.wake();
  return id;
}

async function settled(id: number, isOver = (state: string) => state !== 'waiting') {
  for (;;) {
    const row = await owner().letter.findUniqueOrThrow({ where: { id } });
    if (isOver(row.state)) return row;
    await sleep(50);
  }
}

const tokensOf = ({ id: userId }: User) =>
  owner().passwordToken.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } });

it('the invitation arrives: company, name, link from the configured address, its hash alone kept', async () => {
  const mail = await mailServer();
  const app = await appWith(mail.url, { env: { mailFrom: 'Tandem <tandem@barvinok.example>' } });
  const user = await newUser({ firstName: 'Соломія' });
  const id = await order(app, user);
  const [letter] = await mail.lettersTo(user.email);
  expect(letter?.from).toMatchObject({ address: 'tandem@barvinok.example' });
  expect(letter?.subject).toBe('Вас додано до компанії «Барвінок»');
  expect(letter?.html).toContain('Вітаємо, Соломія!');
  expect(letter?.html).toContain('>Скинути пароль</a>');
  expect(letter?.text).toContain('Посилання діє 24 години і лише один раз.');
  const link = new URL(linkIn(letter));
  expect(link.origin + link.pathname).toBe('https://tandem.example/set-password');
  expect(letter?.text).toContain(link.href);
  const token = link.searchParams.get('token') ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  const [row, ...others] = await tokensOf(user);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ tokenHash: hashToken(token), usedAt: null, voidedAt: null });
  expect(row && row.expiresAt.getTime() - row.createdAt.getTime()).toBe(24 * 3_600_000);
  expect(await settled(id)).toMatchObject({ state: 'sent', failedAt: null });
  expect(await eventsOf(owner(), 'user', user.id)).toMatchObject([
    { type: 'user.invited', version: 2, authorId: null },
  ]);
  const stored = await owner().$queryRaw<{ text: string }[]>`
    SELECT (SELECT string_agg(j::text, '') FROM background.jobs j)
      || (SELECT string_agg(e::text, '') FROM events e)
      || (SELECT string_agg(l::text, '') FROM letters l) AS text`;
  expect(stored[0]?.text).not.toContain(token);
  const cookie = `__Host-tandem_password_link=${token}`;
  const input = { email: user.email, password: 'Chestnut-2027' };
  expect((await call(app, 'password.set', input, { cookie, origin: baseUrl })).status).toBe(200);
});

it.each([
  ['uk', 'invitation', 'Скинути пароль', /діє 72 години|діє 3 дні/],
  ['en', 'invitation', 'Reset password', /within 3 days/],
  ['ru', 'invitation', 'Сбросить пароль', /действует 3 дня/],
  ['uk', 'passwordReset', 'Скинути пароль', /діє 3 дні/],
  ['en', 'passwordReset', 'Reset password', /within 3 days/],
  ['ru', 'passwordReset', 'Сбросить пароль', /действует 3 дня/],
  ['uk', 'passwordChanged', 'Увійти', /щойно змінено/],
  ['en', 'passwordChanged', 'Sign in', /just been changed/],
  ['ru', 'passwordChanged', 'Войти', /только что изменён/],
] as const)(
  'in %s %s says “%s”, with the company’s lifetime of links',
  async (language, kind, action, says) => {
    const mail = await mailServer();
    const app = await appWith(mail.url);
    const user = await newUser({ language, company: { linkHours: 72 } });
    await order(app, user, kind);
    const [letter] = await mail.lettersTo(user.email);
    for (const form of [letter?.html, letter?.text]) {
      expect(form).toContain(action);
      expect(form).toMatch(says);
      expect(form).toContain('Барвінок');
      expect(form).not.toMatch(/\{\{|undefined|null/);
    }
    expect(letter?.html).toContain(`<html lang="${language}">`);
  },
);

it('no request moves the link elsewhere: Host, X-Forwarded-Host and Origin are not asked', async () => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const user = await newUser({ passwordHash: 'x' });
  const headers = {
    ...{
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example',
    },
    ...{ referer: 'https://evil.example/', origin: elsewhere },
  };
  const answer = await call(app, 'password.requestLink', { email: user.email }, headers);
  expect(answer.status).toBe(200);
  const [letter] = await mail.lettersTo(user.email);
  expect(linkIn(letter)).toMatch(/^https:\/\/tandem\.example\/set-password\?token=/);
  expect(`${letter?.html}${letter?.text}`).not.toContain('evil');
});

it('a mail server that is away loses nobody: told once, tried again, sent when it is back', async () => {
  const away = await startMailServer();
  const port = Number(new URL(away.url).port);
  await away.stop();
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const app = await appWith(away.url, { main: { log } });
  const user = await newUser();
  const id = await order(app, user);
  await untilFailed(id);
  const failed = await eventsOf(owner(), 'user', user.id);
  expect(failed).toMatchObject([
    { type: 'user.invitationFailed', version: 2, authorId: null, data: { isFinal: false } },
  ]);
  const logged = lines.join('');
  expect(logged).toContain('a letter was not sent');
  expect(logged).not.toContain(user.email);
  const mail = await mailServer({}, port);
  // Not waiting for the pause between two tries.
  await owner().$executeRaw`UPDATE background.jobs SET run_at = now() WHERE state = 'waiting'`;
  app.running.services.jobs.wake();
  const [letter] = await mail.lettersTo(user.email);
  expect(await settled(id)).toMatchObject({ state: 'sent' });
  const types = (await eventsOf(owner(), 'user', user.id)).map(({ type }) => type);
  expect(types).toEqual(['user.invitationFailed', 'user.invited']);
  const token = new URL(linkIn(letter)).searchParams.get('token') ?? '';
  expect(lines.join('')).not.toContain(token);
  // The link of the try that failed is void; the one that arrived is the newest.
  const tokens = await tokensOf(user);
  expect(tokens.filter(({ voidedAt }) => voidedAt === null)).toMatchObject([
    { tokenHash: hashToken(token) },
  ]);
}, 120_000);

async function untilFailed(id: number): Promise<void> {
  for (;;) {
    const { failedAt } = await owner().letter.findUniqueOrThrow({ where: { id } });
    if (failedAt !== null) return;
    await sleep(50);
  }
}

it('a second invitation takes the place of the first: one letter, one good link', async () => {
  const mail = await mailServer();
  const app = await appWith('smtp://127.0.0.1:1');
  const user = await newUser();
  const first = await order(app, user);
  await untilFailed(first);
  await app.stop();
  const back = await appWith(mail.url);
  const second = await order(back, user);
  await mail.lettersTo(user.email);
  expect(await settled(second)).toMatchObject({ state: 'sent' });
  expect(await settled(first)).toMatchObject({ state: 'dropped' });
  await owner().$executeRaw`UPDATE background.jobs SET run_at = now() WHERE state = 'waiting'`;
  back.running.services.jobs.wake();
  const third = await order(back, user);
  await mail.lettersTo(user.email, 2);
  await settled(third);
  expect(mail.received).toHaveLength(2);
  const tokens = await tokensOf(user);
  expect(tokens.filter(({ voidedAt }) => voidedAt === null)).toHaveLength(1);
}, 120_000);

it('a refusal for good is given up at once, told as final, and counted as a failed job', async () => {
  const refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
  const mail = await mailServer({ onRcptTo: (_to, _session, done) => done(refusal) });
  const app = await appWith(mail.url);
  const user = await newUser();
  const id = await order(app, user);
  expect(await settled(id)).toMatchObject({ state: 'failed' });
  expect(await eventsOf(owner(), 'user', user.id)).toMatchObject([
    { type: 'user.invitationFailed', data: { isFinal: true } },
  ]);
  const states = () => owner().$queryRaw<{ state: string; error: string }[]>`
    SELECT state, last_error AS error FROM background.jobs
    WHERE (payload->>'letterId')::int = ${id}`;
  while ((await states())[0]?.state === 'running') await sleep(50);
  expect(await states()).toEqual([
    { state: 'failed', error: 'HopelessJobError: the mail server answered 550' },
  ]);
});

it.each(['passwordReset', 'passwordChanged'] as const)(
  'a letter about the password (%s) that is given up is shown to superadmins alone, until one arrives',
  async (kind) => {
    const refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
    let refuses = true;
    const mail = await mailServer({
      onRcptTo: (_to, _session, done) => (refuses ? done(refusal) : done()),
    });
    // From its own address, which sockets are opened from.
    const app = await startTestApp({ databaseUrl: database.url, env: { smtpUrl: mail.url } });
    ends.push(app.stop);
    const user = await newUser({ passwordHash: 'x' });
    const company = { id: user.companyId };
    const olena = await signedIn(owner(), app, { company, role: 'superadmin' });
    const taras = await signedIn(owner(), app, { company, role: 'admin' });
    const [told, untold] = await Promise.all([olena.follow(), taras.follow()]);
    const isShown = async (to: Person) =>
      (await to.trpc.user.list.query({})).rows.find(({ id }) => id === user.id)?.letterFailed;
    expect(await isShown(olena)).toBe(false);
    expect(await settled(await order(app, user, kind))).toMatchObject({ state: 'failed' });
    await told.untilEvent('user.letterFailed');
    expect([await isShown(olena), await isShown(taras)]).toEqual([true, false]);
    refuses = false;
    expect(await settled(await order(app, user, kind))).toMatchObject({ state: 'sent' });
    const delivered = await told.untilEvent('user.letterDelivered');
    expect(delivered).toMatchObject({ subject: { id: user.id }, version: 3, data: {} });
    expect(await isShown(olena)).toBe(false);
    // Its own event is the later one: what came before it would have come.
    await taras.trpc.user.chooseLook.mutate({ theme: 'dark' });
    await untold.untilEvent('user.lookChosen');
    expect(untold.events.map(({ type }) => type)).toEqual(['user.lookChosen']);
    told.close();
    untold.close();
  },
  60_000,
);

it.each(['invitation', 'passwordReset'] as const)(
  'the link of %s lives exactly as long as the company has set, and is refused after it',
  async (kind) => {
    const mail = await mailServer();
    let now = new Date();
    const app = await appWith(mail.url, { main: { clock: { now: () => now } } });
    const user = await newUser({ company: { linkHours: 3 } });
    await settled(await order(app, user, kind));
    const [letter] = await mail.lettersTo(user.email);
    const [row] = await tokensOf(user);
    const expiresAt = now.getTime() + 3 * 3_600_000;
    expect(row?.expiresAt.getTime()).toBe(expiresAt);
    const token = new URL(linkIn(letter)).searchParams.get('token') ?? '';
    const cookie = `__Host-tandem_password_link=${token}`;
    const input = { email: user.email, password: 'Chestnut-2027' };
    const set = async () =>
      (await call(app, 'password.set', input, { cookie, origin: baseUrl })).code;
    now = new Date(expiresAt);
    expect(await set()).toBe('PASSWORD_LINK_INVALID');
    now = new Date(expiresAt - 1);
    expect(await set()).toBeNull();
  },
);

it.each([
  ['a blocked user', 'passwordReset', { blockedAt: new Date() }],
  ['someone who has a password', 'invitation', { passwordHash: 'x' }],
] as const)('sends nothing to %s, and makes no link', async (_, kind, data) => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const user = await newUser(data);
  expect(await settled(await order(app, user, kind))).toMatchObject({ state: 'dropped' });
  expect(await tokensOf(user)).toEqual([]);
  expect(mail.received).toEqual([]);
});

it('a process that died between sending and noting it sends again; the newer link counts', async () => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const user = await newUser();
  const id = await order(app, user);
  await settled(id);
  await owner().letter.update({ where: { id }, data: { state: 'waiting', sentAt: null } });
  await owner().$executeRaw`UPDATE background.jobs SET state = 'waiting', finished_at = NULL,
    run_at = now(), lease = NULL, leased_until = NULL WHERE (payload->>'letterId')::int = ${id}`;
  app.running.services.jobs.wake();
  const [first, second] = await mail.lettersTo(user.email, 2);
  await settled(id);
  const hashOf = (letter: typeof first) =>
    hashToken(new URL(linkIn(letter)).searchParams.get('token') ?? '');
  expect(await tokensOf(user)).toMatchObject([
    { tokenHash: hashOf(first), voidedAt: expect.any(Date) as Date },
    { tokenHash: hashOf(second), voidedAt: null },
  ]);
});

it('what people typed is text in the letter, never markup or a header', async () => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const user = await newUser({
    firstName: '<img src=x onerror=alert(1)>',
    company: { name: 'A\r\nBcc: thief@evil.example' },
  });
  await order(app, user);
  const [letter] = await mail.lettersTo(user.email);
  expect(letter?.html).not.toContain('<img');
  expect(letter?.headers.map(({ key }) => key)).not.toContain('bcc');
});
