import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { Customer, Prisma } from '#prisma/generated/client.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { createLog } from '#server/infra/log.ts';
import { orderCustomerLetter } from '#server/infra/mail/outbox.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp, TestAppOptions } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { call } from '#tests/support/http.ts';
import { linkIn, startMailServer } from '#tests/support/mail-server.ts';
import type { MailServer } from '#tests/support/mail-server.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { eventsOf } from '#tests/support/records.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import { signedIn } from '#tests/support/world.ts';

let database: TestDatabase;
const ends: (() => Promise<unknown>)[] = [];
const baseUrl = 'https://tandem.example';

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const owner = () => ownerOf(database);

async function mailServer(...args: Parameters<typeof startMailServer>): Promise<MailServer> {
  const mail = await startMailServer(...args);
  ends.push(mail.stop);
  return mail;
}

async function appWith(
  smtpUrl: string,
  options: Omit<TestAppOptions, 'databaseUrl'> = {},
): Promise<TestApp> {
  const env = { smtpUrl, baseUrl, allowedOrigins: [baseUrl], ...options.env };
  const app = await startTestApp({ databaseUrl: database.url, ...options, env });
  ends.push(app.stop);
  return app;
}

interface NewCustomer extends Partial<Omit<Prisma.CustomerUncheckedCreateInput, 'companyId'>> {
  company?: Parameters<typeof createCompany>[1];
}

/** Who waits for a password. */
async function newCustomer({ company = {}, ...data }: NewCustomer = {}) {
  const { id: companyId } = await createCompany(owner(), { name: 'Барвінок', ...company });
  const { balance, operationsCount, searchText, ...rest } = data;
  const waiting = { passwordResetAt: new Date(), emailConfirmedAt: null };
  return createCustomer(owner(), { companyId, ...waiting, ...rest });
}

async function order(app: TestApp, { id, companyId }: Customer): Promise<number> {
  const letter = { companyId: companyId ?? 0, customerId: id };
  const letterId = await owner().$transaction((tx) => orderCustomerLetter(tx, letter));
  app.running.services.jobs.wake();
  return letterId;
}

async function settled(id: number) {
  for (;;) {
    const row = await owner().letter.findUniqueOrThrow({ where: { id } });
    if (row.state !== 'waiting') return row;
    await sleep(50);
  }
}

async function untilFailed(id: number): Promise<void> {
  for (;;) {
    const { failedAt } = await owner().letter.findUniqueOrThrow({ where: { id } });
    if (failedAt !== null) return;
    await sleep(50);
  }
}

const linksOf = ({ id: customerId }: Customer) =>
  owner().customerPasswordLink.findMany({ where: { customerId }, orderBy: { createdAt: 'asc' } });
const tokenOf = (link: string) => new URL(link).searchParams.get('token') ?? '';

it('adding a customer “by a link” sends it: with the company’s lifetime, its hash alone kept', async () => {
  const mail = await mailServer();
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const app = await appWith(mail.url, { main: { log } });
  const company = await createCompany(owner(), { name: 'Барвінок', linkHours: 72 });
  const taras = await signedIn(owner(), app, { company, role: 'admin' });
  const email = 'solomiia@barvinok.example';
  const input = {
    values: {
      ...{ login: 'solomiia', email, gender: 'female' },
      ...{ firstName: 'Соломія', lastName: 'Кравчук' },
    },
    ...{ password: { kind: 'link' }, mutationId: crypto.randomUUID() },
  };
  const { cookie } = taras;
  const added = await call(app, 'customer.create', input, { cookie, origin: baseUrl });
  expect(added.status).toBe(200);
  const { id } = await owner().customer.findFirstOrThrow({ where: { companyId: company.id } });
  const [letter] = await mail.lettersTo(email);
  expect(letter?.subject).toBe('Задайте пароль: «Барвінок»');
  const link = linkIn(letter);
  expect(link).toMatch(/^https:\/\/tandem\.example\/cabinet\/set-password\?token=[\w-]{43}&lang/);
  const token = tokenOf(link);
  const customer = await owner().customer.findUniqueOrThrow({ where: { id } });
  const [row, ...others] = await linksOf(customer);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ tokenHash: hashToken(token), usedAt: null, voidedAt: null });
  expect(row && row.expiresAt.getTime() - row.createdAt.getTime()).toBe(72 * 3_600_000);
  const { id: letterId } = await owner().letter.findFirstOrThrow({ where: { customerId: id } });
  expect(await settled(letterId)).toMatchObject({ state: 'sent', failedAt: null });
  expect(await eventsOf(owner(), 'customer', id)).toMatchObject([
    { type: 'customer.created', version: 1 },
    { type: 'customer.linkSent', version: 2, authorId: null },
  ]);
  const stored = await owner().$queryRaw<{ text: string }[]>`
    SELECT (SELECT string_agg(j::text, '') FROM background.jobs j)
      || (SELECT string_agg(e::text, '') FROM events e)
      || (SELECT string_agg(l::text, '') FROM letters l) AS text`;
  expect(stored[0]?.text).not.toContain(token);
  const headers = { cookie: `__Host-tandem_password_link=${token}`, origin: baseUrl };
  const chosen = { customerId: id, version: 2, password: 'Chestnut-2027' };
  const set = await call(app, 'customer.choosePassword', chosen, headers);
  expect(set.status).toBe(200);
  expect(lines.join('')).not.toContain(token);
  expect(lines.join('')).not.toContain(email);
});

it.each([
  ['uk', 'Задати пароль', /діє 3 дні/],
  ['en', 'Set password', /within 3 days/],
  ['ru', 'Задать пароль', /действует 3 дня/],
] as const)('in %s it says “%s”, in HTML and in text', async (language, action, says) => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const customer = await newCustomer({ language, company: { linkHours: 72 } });
  await order(app, customer);
  const [letter] = await mail.lettersTo(customer.email);
  for (const form of [letter?.html, letter?.text]) {
    for (const text of [action, 'Барвінок', customer.login, customer.firstName]) {
      expect(form).toContain(text);
    }
    expect(form).toMatch(says);
    expect(form).not.toMatch(/\{\{|undefined|null/);
  }
  expect(letter?.html).toContain(`<html lang="${language}">`);
  expect(letter?.html).toContain('prefers-color-scheme: dark');
});

it.each([
  ['the company’s, where the customer has none', null, 'en', 'en'],
  ['the company’s, where the customer’s is none of ours', 'fr', 'ru', 'ru'],
  ['Ukrainian, where the company’s is none of ours either', null, 'fr', 'uk'],
])('the language is %s', async (_, language, defaultLanguage, expected) => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const customer = await newCustomer({ language, company: { defaultLanguage } });
  await order(app, customer);
  const [letter] = await mail.lettersTo(customer.email);
  expect(letter?.html).toContain(`<html lang="${expected}">`);
});

it('a mail server that is away is told once; the letter goes out when it is back', async () => {
  const away = await startMailServer();
  const port = Number(new URL(away.url).port);
  await away.stop();
  const app = await appWith(away.url);
  const customer = await newCustomer();
  const id = await order(app, customer);
  await untilFailed(id);
  expect(await eventsOf(owner(), 'customer', customer.id)).toMatchObject([
    { type: 'customer.linkFailed', version: 2, authorId: null, data: { isFinal: false } },
  ]);
  const mail = await mailServer({}, port);
  await owner().$executeRaw`UPDATE background.jobs SET run_at = now() WHERE state = 'waiting'`;
  app.running.services.jobs.wake();
  const [letter] = await mail.lettersTo(customer.email);
  expect(await settled(id)).toMatchObject({ state: 'sent' });
  const types = (await eventsOf(owner(), 'customer', customer.id)).map(({ type }) => type);
  expect(types).toEqual(['customer.linkFailed', 'customer.linkSent']);
  // The link of the try that failed is void; the one that arrived is the newest.
  const links = await linksOf(customer);
  expect(links.filter(({ voidedAt }) => voidedAt === null)).toMatchObject([
    { tokenHash: hashToken(tokenOf(linkIn(letter))) },
  ]);
}, 120_000);

it('a refusal for good is told as final', async () => {
  const refusal = Object.assign(new Error('no such mailbox'), { responseCode: 550 });
  const mail = await mailServer({ onRcptTo: (_to, _session, done) => done(refusal) });
  const app = await appWith(mail.url);
  const customer = await newCustomer();
  expect(await settled(await order(app, customer))).toMatchObject({ state: 'failed' });
  expect(await eventsOf(owner(), 'customer', customer.id)).toMatchObject([
    { type: 'customer.linkFailed', data: { isFinal: true } },
  ]);
});

it.each([
  ['a locked customer', { lockedAt: new Date(), lockReason: 'Спам' }],
  ['one who has a password', { passwordResetAt: null }],
])('sends nothing to %s, and makes no link', async (_, data) => {
  const mail = await mailServer();
  const app = await appWith(mail.url);
  const customer = await newCustomer(data);
  expect(await settled(await order(app, customer))).toMatchObject({ state: 'dropped' });
  expect(await linksOf(customer)).toEqual([]);
  expect(mail.received).toEqual([]);
});

it('a customer who was removed while the letter waited gets none, and no event', async () => {
  const idle = await appWith('smtp://127.0.0.1:1', { main: { runsJobs: false } });
  const customer = await newCustomer();
  const id = await order(idle, customer);
  const company = { id: customer.companyId ?? 0 };
  const taras = await signedIn(owner(), idle, { company, role: 'admin' });
  const { id: customerId, login } = customer;
  const headers = { cookie: taras.cookie, origin: baseUrl };
  const input = { customerId, version: 1, login };
  expect((await call(idle, 'customer.remove', input, headers)).status).toBe(200);
  const mail = await mailServer();
  const app = await appWith(mail.url);
  app.running.services.jobs.wake();
  expect(await settled(id)).toMatchObject({ state: 'dropped' });
  expect(await linksOf(customer)).toEqual([]);
  expect(mail.received).toEqual([]);
  const types = (await eventsOf(owner(), 'customer', customerId)).map(({ type }) => type);
  expect(types).toEqual(['customer.removed']);
});
