import { request as httpRequest } from 'node:http';
import { beforeAll, expect, it } from 'vitest';
import { call, query, send } from '#tests/support/http.ts';
import { expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeAll(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const lockPath = '/trpc/customer.lock';
const lockInput = () => ({ customerId: world.customerId, version: 1, reason: 'Спам' });

function form(): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(lockInput())) data.set(name, String(value));
  return data;
}

/** Every kind of body that a page of another site can send, and the one that it can't. */
const bodies: [kind: string, type: string | undefined, body: () => BodyInit][] = [
  ['JSON', 'application/json', () => JSON.stringify(lockInput())],
  ['JSON as plain text', 'text/plain', () => JSON.stringify(lockInput())],
  ['JSON with a type of nobody’s', 'application/x-tandem', () => JSON.stringify(lockInput())],
  ['a form', 'application/x-www-form-urlencoded', () => 'customerId=1&version=1&reason=Spam'],
  ['a multipart form', undefined, form],
  ['bytes', 'application/octet-stream', () => new Uint8Array(Buffer.from('{}'))],
];

const foreignOrigins: [string, (own: string) => string | undefined][] = [
  ['no Origin', () => undefined],
  ['Origin null', () => 'null'],
  ['another host', () => 'http://evil.example'],
  ['the own host as a prefix', (own) => `${own}.evil.example`],
  ['the own host as a suffix', (own) => own.replace('http://', 'http://evil-')],
  ['another port', (own) => own.replace(/\d+$/, '1')],
  ['another scheme', (own) => own.replace('http:', 'https:')],
  ['two origins', (own) => `${own} http://evil.example`],
];

const foreign = foreignOrigins.flatMap(([where, origin]) =>
  bodies.map(([kind, type, body]) => ({ where, origin, kind, type, body })),
);

it.each(foreign)('refuses $kind with $where, and writes nothing', async (row) => {
  const headers = {
    cookie: world.taras.cookie,
    origin: row.origin(setting.app.origin),
    'content-type': row.type,
  };
  await expectNothingWritten(setting.owner, async () => {
    const answer = await send(setting.app, lockPath, { method: 'POST', headers, body: row.body() });
    expect([answer.status, answer.code]).toEqual([403, 'ORIGIN_REFUSED']);
  });
});

const notJson = bodies.filter(([, type]) => type !== 'application/json');
const spellings = [
  lockPath,
  '/TRPC/customer.lock',
  '/trpc//customer.lock',
  '/%74rpc/customer.lock',
];

it.each(
  spellings.flatMap((path) => notJson.map(([kind, type, body]) => ({ path, kind, type, body }))),
)('takes no $kind at $path, even from the own origin', async ({ path, type, body }) => {
  const headers = { cookie: world.taras.cookie, 'content-type': type };
  await expectNothingWritten(setting.owner, async () => {
    const answer = await send(setting.app, path, { method: 'POST', headers, body: body() });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.code).not.toBeNull();
    if (path === lockPath) expect(answer.status).toBe(415);
  });
});

it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('never mutates by %s', async (method) => {
  const headers = { cookie: world.taras.cookie };
  const search = `?input=${encodeURIComponent(JSON.stringify(lockInput()))}`;
  await expectNothingWritten(setting.owner, async () => {
    const { status } = await send(setting.app, lockPath + search, { method, headers });
    expect(status).toBeGreaterThanOrEqual(400);
    const overridden = { ...headers, 'x-http-method-override': 'POST' };
    expect(
      (await send(setting.app, lockPath + search, { method, headers: overridden })).status,
    ).toBe(status);
  });
});

it('says in our words what is wrong with a mutation by GET', async () => {
  const answer = await query(setting.app, 'customer.lock', lockInput(), {
    cookie: world.taras.cookie,
  });
  expect([answer.status, answer.code]).toEqual([405, 'INVALID_INPUT']);
});

it.each([21, 1000])('refuses a batch of %i, read or write, and writes nothing', async (size) => {
  const headers = { cookie: world.taras.cookie };
  const names = Array.from({ length: size }, () => 'customer.lock').join(',');
  const inputs = Object.fromEntries(Array.from({ length: size }, (_, at) => [at, lockInput()]));
  await expectNothingWritten(setting.owner, async () => {
    const write = await send(setting.app, `/trpc/${names}?batch=1`, {
      ...{ method: 'POST', headers, body: JSON.stringify(inputs) },
    });
    expect(write.status).toBeGreaterThanOrEqual(400);
    expect(write.text).not.toContain('"result"');
  });
  const reads = Array.from({ length: size }, () => 'session.current').join(',');
  const read = await send(setting.app, `/trpc/${reads}?batch=1&input=%7B%7D`, { headers });
  expect(read.status).toBeGreaterThanOrEqual(400);
  expect(read.text).not.toContain('"result"');
});

it('answers a batch of twenty', async () => {
  const names = Array.from({ length: 20 }, () => 'session.current').join(',');
  const headers = { cookie: world.taras.cookie };
  const answer = await send(setting.app, `/trpc/${names}?batch=1&input=%7B%7D`, { headers });
  expect(answer.status).toBe(200);
});

it('refuses a body over a megabyte, announced or not', async () => {
  const headers = { cookie: world.taras.cookie };
  const body = JSON.stringify({ ...lockInput(), reason: 'a'.repeat(1_000_001) });
  await expectNothingWritten(setting.owner, async () => {
    const announced = await send(setting.app, lockPath, { method: 'POST', headers, body });
    expect([announced.status, announced.code]).toEqual([413, 'INVALID_INPUT']);
    expect([413, 'cut']).toContain(await sendInPieces(body));
  });
});

/** The server may answer, or hang up while we are still talking. */
function sendInPieces(body: string): Promise<number | 'cut' | undefined> {
  const headers = {
    ...{ origin: setting.app.origin, cookie: world.taras.cookie },
    ...{ 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
  };
  return new Promise((resolve) => {
    const request = httpRequest(`${setting.app.origin}${lockPath}`, { method: 'POST', headers });
    request.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', () => resolve('cut'));
    for (let at = 0; at < body.length; at += 100_000) request.write(body.slice(at, at + 100_000));
    request.end();
  });
}

it('is not moved by a forged Host or X-Forwarded-Host', async () => {
  const headers = {
    cookie: world.taras.cookie,
    origin: 'http://evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
  };
  const answer = await call(setting.app, 'customer.lock', lockInput(), headers);
  expect(answer.code).toBe('ORIGIN_REFUSED');
});

it('takes the own origin under the name that people type and under the loopback address', async () => {
  const { port } = setting.app.running;
  const { cookie } = world.taras;
  for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
    const language = await call(
      setting.app,
      'user.chooseLook',
      { language: 'en' },
      { cookie, origin },
    );
    expect(language.status).toBe(200);
  }
});
