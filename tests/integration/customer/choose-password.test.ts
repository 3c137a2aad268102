import { beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { Customer, Prisma } from '#prisma/generated/client.ts';
import { hashToken } from '#server/infra/auth/adapter.ts';
import { verifyPassword } from '#server/infra/auth/password.ts';
import { openCustomerLink, openUserLink } from '#server/infra/auth/password-link.ts';
import { call, query, send } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import { signedIn } from '#tests/support/world.ts';

let now = new Date();
const setting = useTestApp({ main: { clock: { now: () => now }, runsJobs: false } });
const password = 'Chestnut-2027';
let customer: Customer;

beforeEach(async () => {
  now = new Date();
  customer = await newCustomer();
});

/** Who waits for a password. */
async function newCustomer(company: Partial<Prisma.CompanyUncheckedCreateInput> = {}) {
  const { id: companyId } = await createCompany(setting.owner, { name: 'Барвінок', ...company });
  const waiting = { passwordResetAt: now, emailConfirmedAt: null };
  return createCustomer(setting.owner, { companyId, ...waiting });
}

const rowOf = ({ id }: Customer) => setting.owner.customer.findUniqueOrThrow({ where: { id } });
const newLink = ({ id }: Customer, hours = 24) =>
  openCustomerLink(setting.owner, { customerId: id, hours, now });
const cookieWith = (token: string) => `__Host-tandem_password_link=${token}`;

function set(
  token: string,
  input: unknown = { customerId: customer.id, version: 1, password },
  origin?: string,
) {
  const headers = { cookie: cookieWith(token), ...(origin === undefined ? {} : { origin }) };
  return call(setting.app, 'customer.choosePassword', input, headers);
}

async function read(token: string): Promise<string> {
  const headers = { cookie: cookieWith(token) };
  return (await query(setting.app, 'customer.readLink', {}, headers)).text;
}
const stateOf = async (token: string) => /"state":"(\w+)"/.exec(await read(token))?.[1];

it('sets the password: row, version, event, sessions of before; and signs nobody in', async () => {
  const { id: customerId } = customer;
  const expiresAt = new Date(now.getTime() + 3_600_000);
  await setting.owner.customerSession.create({
    data: { id: crypto.randomUUID(), customerId, createdAt: now, expiresAt },
  });
  const answer = await set(await newLink(customer));
  expect(answer.status).toBe(200);
  const row = await rowOf(customer);
  expect(row).toMatchObject({ version: 2, passwordResetAt: null, emailConfirmedAt: now });
  expect(await verifyPassword(row.passwordHash, password)).toBe(true);
  expect(await eventsOf(setting.owner, 'customer', customerId)).toEqual([
    {
      ...{ type: 'customer.passwordSet', version: 2, authorId: null, mutationId: null },
      changes: [
        { field: 'passwordStatus', old: 'reset', new: 'active' },
        { field: 'emailConfirmed', old: false, new: true },
      ],
      data: { endedSessionsCount: 1 },
    },
  ]);
  const open = { customerId, endedAt: null };
  expect(await setting.owner.customerSession.count({ where: open })).toBe(0);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

it('colleagues see the status end without asking', async () => {
  const company = { id: customer.companyId ?? 0 };
  const taras = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const tab = await taras.follow();
  await set(await newLink(customer));
  expect(await tab.untilEvent('customer.passwordSet')).toMatchObject({
    subject: { type: 'customer', id: customer.id },
  });
});

it('the page is told whose link it is and by which rules, and nothing more', async () => {
  const text = await read(await newLink(customer));
  for (const said of [customer.login, customer.firstName, 'Барвінок', '"lengthMin":6']) {
    expect(text).toContain(said);
  }
  for (const kept of [customer.email, customer.lastName, customer.phone ?? '?']) {
    expect(text).not.toContain(kept);
  }
});

it('works once: the second use is refused, and of ten at once one counts', async () => {
  const token = await newLink(customer);
  const answers = await Promise.all(Array.from({ length: 10 }, () => set(token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(new Set(answers.map(({ code }) => code))).toEqual(
    new Set([null, 'PASSWORD_LINK_INVALID']),
  );
  expect((await rowOf(customer)).version).toBe(2);
  expect(await stateOf(token)).toBe('used');
});

it('works until the last moment of its time and not after', async () => {
  const other = await newCustomer();
  const [late, inTime] = [await newLink(customer, 2), await newLink(other, 2)];
  now = new Date(now.getTime() + 2 * 3_600_000 - 1);
  expect(await stateOf(inTime)).toBe('valid');
  expect((await set(inTime, { customerId: other.id, version: 1, password })).status).toBe(200);
  now = new Date(now.getTime() + 1);
  expect(await stateOf(late)).toBe('expired');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(late)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('a newer link voids the older one', async () => {
  const older = await newLink(customer);
  const newer = await newLink(customer);
  expect([await stateOf(older), await stateOf(newer)]).toEqual(['superseded', 'valid']);
  expect((await set(older)).code).toBe('PASSWORD_LINK_INVALID');
  expect((await set(newer)).status).toBe(200);
});

it('opens nothing for a locked customer, and says so', async () => {
  const token = await newLink(customer);
  const { id } = customer;
  await setting.owner.customer.update({
    where: { id },
    data: { lockedAt: now, lockReason: 'Спам' },
  });
  expect(await stateOf(token)).toBe('blocked');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('is erased with the customer', async () => {
  const token = await newLink(customer);
  const company = { id: customer.companyId ?? 0 };
  const taras = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const { id: customerId, login } = customer;
  await taras.trpc.customer.remove.mutate({ customerId, version: 1, login });
  expect(await setting.owner.customerPasswordLink.count({ where: { customerId } })).toBe(0);
  expect(await stateOf(token)).toBe('unknown');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('is void once the customer has another e-mail', async () => {
  const token = await newLink(customer);
  const company = { id: customer.companyId ?? 0 };
  const taras = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const changes = { email: `new-${customer.email}` };
  await taras.trpc.customer.edit.mutate({ customerId: customer.id, version: 1, changes });
  expect(await stateOf(token)).toBe('superseded');
  expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
});

it('a customer’s link sets no user’s password, a user’s link no customer’s', async () => {
  const company = { id: customer.companyId ?? 0 };
  const { id: userId } = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const { email } = await setting.owner.user.findUniqueOrThrow({ where: { id: userId } });
  const ofUser = await openUserLink(setting.owner, { userId, hours: 24, now });
  const ofCustomer = await newLink(customer);
  expect(await stateOf(ofUser)).toBe('unknown');
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(ofUser)).code).toBe('PASSWORD_LINK_INVALID');
    const cookie = cookieWith(ofCustomer);
    const answer = await call(setting.app, 'password.set', { email, password }, { cookie });
    expect(answer.code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('sets the password of nobody else, of another company least of all', async () => {
  // The login may be the same: it is unique within a company alone.
  const other = await newCustomer();
  await setting.owner.customer.update({
    where: { id: other.id },
    data: { login: customer.login },
  });
  const token = await newLink(other);
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token)).code).toBe('PASSWORD_LINK_INVALID');
  });
});

it('asks for what the company asks of its customers', async () => {
  const policy = { lengthMin: 12, upper: false, lower: true, digit: false, symbol: true };
  const strict = await newCustomer({ customerPasswordPolicy: policy });
  const token = await newLink(strict);
  const wrong = await set(token, { customerId: strict.id, version: 1, password: 'Chestnut27' });
  expect([wrong.code, wrong.text.includes('tooShort')]).toEqual(['INVALID_INPUT', true]);
  const good = { customerId: strict.id, version: 1, password: 'chestnut-chestnut' };
  expect((await set(token, good)).status).toBe(200);
});

it.each([
  ['no password', () => ({ customerId: customer.id, version: 1, password: '' })],
  ['a common password', () => ({ customerId: customer.id, version: 1, password: 'Password1' })],
  ['Cyrillic', () => ({ customerId: customer.id, version: 1, password: 'Каштан-2027a' })],
  ['a password as an array', () => ({ customerId: customer.id, version: 1, password: [password] })],
  ['a customer as an object', () => ({ customerId: { gt: 0 }, version: 1, password })],
  ['a token in the input', () => ({ customerId: customer.id, version: 1, password, token: 'x' })],
  ['nothing', () => null],
])('refuses %s, writes nothing and leaves the link good', async (_, input) => {
  const token = await newLink(customer);
  await expectNothingWritten(setting.owner, async () => {
    const answer = await set(token, input());
    expect([answer.status, answer.code]).toEqual([400, 'INVALID_INPUT']);
  });
  expect(await stateOf(token)).toBe('valid');
});

it('a page elsewhere sets nothing', async () => {
  const token = await newLink(customer);
  await expectNothingWritten(setting.owner, async () => {
    expect((await set(token, undefined, 'https://evil.example')).code).toBe('ORIGIN_REFUSED');
  });
});

it('answers alike for a token that nobody has, and for none', async () => {
  const answers = await Promise.all(['A'.repeat(43), '', 'x'].map((token) => set(token)));
  expect(new Set(answers.map(({ status, code }) => `${status} ${code}`))).toEqual(
    new Set(['422 PASSWORD_LINK_INVALID']),
  );
});

it('only the hash of a token is in the database, and it opens nothing', async () => {
  const token = await newLink(customer);
  const rows = await setting.owner.$queryRaw<{ text: string }[]>`
    SELECT string_agg(l::text, '') AS text FROM customer_password_links l`;
  expect(rows[0]?.text).not.toContain(token);
  expect(rows[0]?.text).toContain(hashToken(token));
  expect((await set(hashToken(token))).code).toBe('PASSWORD_LINK_INVALID');
});

it('the address hands its token over to a cookie and goes on without it', async () => {
  const token = await newLink(customer);
  for (const method of ['HEAD', 'GET']) {
    const path = `/cabinet/set-password?token=${token}&language=uk`;
    const answer = await send(setting.app, path, { method });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/cabinet/set-password']);
    expect(answer.text).not.toContain(token);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.getSetCookie()[0]).toBe(
      `${cookieWith(token)}; Max-Age=3600; Path=/; HttpOnly; Secure; SameSite=Lax`,
    );
  }
  expect(await stateOf(token)).toBe('valid');
});
