import express from 'express';
import type { ServerBuild } from '@remix-run/node';
import { beforeAll, expect, it } from 'vitest';
import { hashPassword } from '#server/infra/auth/password.ts';
import { startTestApp } from '#tests/support/app.ts';
import { call, query, send } from '#tests/support/http.ts';
import type { Answer } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const asTaras = () => ({ headers: { cookie: world.taras.cookie } });

const routes: [string, () => Promise<Answer>, status: number][] = [
  ['health', () => send(setting.app, '/healthz'), 200],
  ['readiness', () => send(setting.app, '/readyz'), 200],
  ['metrics', () => send(setting.app, '/metrics'), 200],
  [
    'metrics from outside',
    () => send(setting.app, '/metrics', { headers: { 'x-forwarded-for': '::1' } }),
    404,
  ],
  ['a query', () => query(setting.app, 'session.current', {}, { cookie: world.taras.cookie }), 200],
  ['a refused query', () => query(setting.app, 'session.current', {}), 401],
  ['no procedure', () => query(setting.app, 'customer.explode', {}), 404],
  [
    'a query that is no JSON',
    () => send(setting.app, '/trpc/customer.get?input=%7B', asTaras()),
    400,
  ],
  [
    'a body that is no JSON',
    () => send(setting.app, '/trpc/customer.lock', { method: 'POST', body: '{', ...asTaras() }),
    400,
  ],
  ['a foreign write', () => call(setting.app, 'customer.lock', {}, { origin: 'null' }), 403],
  [
    'a foreign write to a page',
    () => send(setting.app, '/', { method: 'POST', headers: { origin: 'null' } }),
    403,
  ],
  ['a page that fails', () => send(setting.app, '/customers'), 500],
  ['an address that can’t be decoded', () => send(setting.app, '/%E0%A4%A'), 400],
];

it.each(routes)('protects the answer of %s', async (_, ask, status) => {
  const answer = await ask();
  expect(answer.status).toBe(status);
  const { headers } = answer;
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='(;|$)/);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(Object.fromEntries(headers)).toMatchObject({
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  expect(headers.has('x-powered-by')).toBe(false);
  expect(headers.has('access-control-allow-origin')).toBe(false);
});

it('protects built files too, and a page that is not there', async () => {
  const files = express.Router().get('/assets/a.js', (_request, response) => {
    response.type('js').send('1');
  });
  const running = await startTestApp({
    databaseUrl: setting.database.url,
    main: { assets: files },
  });
  const file = await send(running, '/assets/a.js');
  expect(file.status).toBe(200);
  expect(file.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  await running.stop();
});

it('never uses a nonce twice', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send(setting.app, '/healthz')),
  );
  const nonces = answers.map(
    ({ headers }) => /nonce-([^']+)/.exec(headers.get('content-security-policy') ?? '')?.[1],
  );
  expect(new Set(nonces).size).toBe(20);
});

/** What an error answer must never hold. */
const leaks =
  /SELECT|INSERT|prisma|postgres|node_modules|at .*\(.*:\d+:\d+\)|\.ts:|\/server\/|stack/i;

it('tells nothing of the inside when a procedure fails, but the id under which it was logged', async () => {
  const { cookie } = world.taras;
  await setting.owner.$executeRawUnsafe(
    'ALTER TABLE customers RENAME COLUMN comment TO comment_away',
  );
  const answer = await query(
    setting.app,
    'customer.get',
    { customerId: world.customerId },
    { cookie },
  );
  await setting.owner.$executeRawUnsafe(
    'ALTER TABLE customers RENAME COLUMN comment_away TO comment',
  );
  expect([answer.status, answer.code]).toEqual([500, 'INTERNAL']);
  expect(answer.text).toContain(answer.headers.get('x-request-id'));
  expect(answer.text).not.toMatch(leaks);
});

it.each(routes.filter(([, , status]) => status >= 400))(
  'tells nothing of the inside in %s',
  async (_, ask) => {
    expect((await ask()).text).not.toMatch(leaks);
  },
);

it('a page that fails says so in a code, with the id', async () => {
  const build: () => Promise<ServerBuild> = () =>
    Promise.reject(new Error('postgres://user:secret@host'));
  const running = await startTestApp({ databaseUrl: setting.database.url, main: { build } });
  const answer = await send(running, '/customers');
  expect([answer.status, answer.code]).toEqual([500, 'INTERNAL']);
  expect(answer.text).not.toMatch(leaks);
  expect(answer.text).not.toContain('secret');
  await running.stop();
});

it('metrics make no series of what visitors type', async () => {
  for (let at = 0; at < 30; at += 1) {
    await send(
      setting.app,
      `/trpc/noun${'abcdefghij'.charAt(at % 10)}x.verb${'klmnopqrst'.charAt(at % 7)}`,
    );
  }
  await query(setting.app, 'session.current', {}, { cookie: world.taras.cookie });
  const { text } = await send(setting.app, '/metrics');
  expect(text).toContain('route="trpc/session.current"');
  expect(text.match(/noun\wx/g) ?? []).toEqual([]);
});

it('with a token, metrics are for whoever has it', async () => {
  const metricsToken = 'a-token-of-some-length';
  const running = await startTestApp({ databaseUrl: setting.database.url, env: { metricsToken } });
  expect((await send(running, '/metrics')).status).toBe(404);
  const wrong = { authorization: `Bearer ${metricsToken.replace('a', 'b')}` };
  expect((await send(running, '/metrics', { headers: wrong })).status).toBe(404);
  const right = { authorization: `Bearer ${metricsToken}` };
  expect((await send(running, '/metrics', { headers: right })).text).toContain('tandem_sockets');
  await running.stop();
});

it.each([
  [0, '203.0.113.7', '127.0.0.1'],
  [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  [2, '198.51.100.1, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
  [1, 'unknown', '127.0.0.1'],
] as const)(
  'with %i proxies, X-Forwarded-For %s is recorded as %s',
  async (hops, header, expected) => {
    const running = await startTestApp({
      databaseUrl: setting.database.url,
      env: { trustProxyHops: hops },
    });
    const passwordHash = await hashPassword('Tandem-2026');
    const { email } = await setting.owner.user.update({
      where: { id: world.taras.id },
      data: { passwordHash },
    });
    const input = { email, password: 'Tandem-2026' };
    await call(running, 'session.signIn', input, { 'x-forwarded-for': header });
    const latest = { where: { userId: world.taras.id }, orderBy: { createdAt: 'desc' } } as const;
    expect((await setting.owner.session.findFirst(latest))?.ipAddress).toBe(expected);
    await running.stop();
  },
);
