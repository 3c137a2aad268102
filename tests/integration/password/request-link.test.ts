import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { Prisma, User } from '#prisma/generated/client.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call } from '#tests/support/http.ts';
import type { Answer } from '#tests/support/http.ts';
import { linkIn, startMailServer } from '#tests/support/mail-server.ts';
import type { MailServer } from '#tests/support/mail-server.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';

let database: TestDatabase;
let mail: MailServer;
let app: TestApp;

beforeAll(async () => {
  database = await createTestDatabase();
  mail = await startMailServer();
});
/** Each test has a process of its own, because the limit per address is the process's. */
beforeEach(async () => {
  app = await startTestApp({ databaseUrl: database.url, env: { smtpUrl: mail.url } });
  return () => app.stop();
});
afterAll(async () => {
  await mail.stop();
  await database.drop();
});

const owner = () => ownerOf(database);

async function newUser(data: Partial<Prisma.UserUncheckedCreateInput> = {}): Promise<User> {
  const { id } = await createCompany(owner());
  return createUser(owner(), { companyId: id, passwordHash: 'x', ...data });
}

const request = (email: unknown, headers = {}) =>
  call(app, 'password.requestLink', { email }, headers);

/** What differs from answer to answer by nature. */
function comparable({ status, headers, text }: Answer) {
  const all = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const plain = all.map(([name, value]) => [name, value.replace(/'nonce-[^']+'/g, '')]);
  return { status, headers: plain, text };
}

it('sends a link, also to someone who has no password yet (S4-42), in any case of the address', async () => {
  const users = [await newUser(), await newUser({ passwordHash: null })];
  for (const user of users) {
    expect((await request(`  ${user.email.toUpperCase()} `)).status).toBe(200);
    const [letter] = await mail.lettersTo(user.email);
    expect(linkIn(letter)).toContain('/set-password?token=');
    expect(await eventsOf(owner(), 'user', user.id)).toMatchObject([
      { type: 'user.passwordLinkRequested', version: 2, authorId: null, data: {} },
    ]);
  }
});

it('answers a known, an unknown and a blocked address alike, and sends only to the known', async () => {
  const known = await newUser();
  const blocked = await newUser({ blockedAt: new Date() });
  const answers = [
    await request(known.email),
    await request('nobody@tandem.example'),
    await request(blocked.email),
  ].map(comparable);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  await mail.lettersTo(known.email);
  expect(await owner().letter.count({ where: { userId: blocked.id } })).toBe(0);
  expect(await eventsOf(owner(), 'user', blocked.id)).toEqual([]);
});

it('writes nothing for an address that is nobody’s', async () => {
  await expectNothingWritten(owner(), () => request('nobody@tandem.example'));
});

it('sends one account at most five links an hour, and answers as ever', async () => {
  const user = await newUser();
  const answers = [];
  for (let count = 0; count < 8; count += 1) answers.push(await request(user.email));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await owner().letter.count({ where: { userId: user.id } })).toBe(5);
}, 60_000);

it('lets one network address ask 60 times a minute, whoever is asked for', async () => {
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, at) => request(`nobody${at}@tandem.example`)),
  );
  const refused = answers.filter(({ code }) => code === 'TOO_MANY_REQUESTS');
  expect(refused).toHaveLength(20);
});

it.each([
  ['an array', ['olena@barvinok.example']],
  ['an object', { contains: '' }],
  ['null', null],
  ['nothing', ''],
  ['two addresses', 'olena@barvinok.example,thief@evil.example'],
  ['a header', 'olena@barvinok.example\r\nBcc: thief@evil.example'],
])('refuses %s as an address', async (_, email) => {
  await expectNothingWritten(owner(), async () => {
    expect((await request(email)).code).toBe('INVALID_INPUT');
  });
});
