import { beforeAll, expect, it } from 'vitest';
import { hashPassword } from '#server/infra/auth/password.ts';
import { linkCookie, openCustomerLink, openUserLink } from '#server/infra/auth/password-link.ts';
import { createLog } from '#server/infra/log.ts';
import { call } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const lines: string[] = [];
const log = createLog('trace', { write: (line: string) => void lines.push(line) });
const setting = useTestApp({ main: { log } });
const password = 'Kanarka-2026';
let world: World;
let email: string;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
  const passwordHash = await hashPassword(password);
  const { id } = world.taras;
  ({ email } = await setting.owner.user.update({ where: { id }, data: { passwordHash } }));
});

const rename = (from: string, to: string) =>
  setting.owner.$executeRawUnsafe(`ALTER TABLE ${from} RENAME TO ${to}`);

it('a fault is logged under the id that the answer names, without what was typed or is secret', async () => {
  const { cookie } = world.taras;
  const token = cookie.split('=')[1] ?? '';
  const edit = {
    customerId: world.customerId,
    version: 1,
    changes: { comment: 'канарка в коментарі', phone: '+380671234567' },
  };
  await rename('customers', 'customers_away');
  const edited = await call(setting.app, 'customer.edit', edit, { cookie });
  await rename('customers_away', 'customers');
  await rename('sessions', 'sessions_away');
  const signIn = await call(setting.app, 'session.signIn', { email, password });
  await rename('sessions_away', 'sessions');
  const answers = [edited, signIn];
  expect(answers.map(({ code }) => code)).toEqual(['INTERNAL', 'INTERNAL']);
  for (const answer of answers) {
    const requestId = answer.headers.get('x-request-id') ?? '?';
    expect(answer.text).toContain(requestId);
    expect(lines.filter((line) => line.includes(requestId))).not.toEqual([]);
  }
  const text = lines.join('');
  for (const secret of [password, token, 'канарка', '+380671234567']) {
    expect(text).not.toContain(secret);
  }
});

it('the token of a letter’s link stands in no line, whatever becomes of the request', async () => {
  lines.length = 0;
  const { id } = world.taras;
  const now = new Date();
  const token = await openUserLink(setting.owner, { userId: id, hours: 24, now });
  const cookie = linkCookie(token);
  const page = `${setting.app.origin}/set-password`;
  await rename('password_tokens', 'password_tokens_away');
  const opened = await fetch(`${page}?token=${token}`, { headers: { cookie } });
  const read = await fetch(page, { headers: { cookie } });
  const set = await call(setting.app, 'password.set', { email, password }, { cookie });
  await rename('password_tokens_away', 'password_tokens');
  expect(set.code).toBe('INTERNAL');
  expect([opened.status, read.status]).toEqual([500, 500]);
  const text = lines.join('');
  expect(text).toContain('password.set');
  expect(text).toContain('/set-password');
  expect(text).not.toContain(token);
});

it('the token of a customer’s link stands in no line either', async () => {
  lines.length = 0;
  const now = new Date();
  const { customerId } = world;
  const token = await openCustomerLink(setting.owner, { customerId, hours: 24, now });
  const cookie = linkCookie(token);
  const page = `${setting.app.origin}/cabinet/set-password`;
  await rename('customer_password_links', 'customer_password_links_away');
  const opened = await fetch(`${page}?token=${token}`, { headers: { cookie } });
  const read = await fetch(page, { headers: { cookie } });
  const input = { customerId, version: 1, password };
  const set = await call(setting.app, 'customer.choosePassword', input, { cookie });
  await rename('customer_password_links_away', 'customer_password_links');
  expect(set.code).toBe('INTERNAL');
  expect([opened.status, read.status]).toEqual([500, 500]);
  const text = lines.join('');
  expect(text).toContain('customer.choosePassword');
  expect(text).toContain('/cabinet/set-password');
  expect(text).not.toContain(token);
});

it('removes secrets by name, wherever they stand, and keeps each entry on one line', () => {
  lines.length = 0;
  const headers = { cookie: 'secret-1', authorization: 'secret-2', 'set-cookie': 'secret-3' };
  log.info({ password: 'secret-4', input: { token: 'secret-5' }, req: { headers } }, 'asked');
  log.info({ name: 'a\nb\u001b[31m' }, 'line\nbreak');
  expect(lines.join('')).not.toContain('secret-');
  expect(lines).toHaveLength(2);
  for (const line of lines) expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(lines.join('')).not.toContain('\u001b');
});
