import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolderMailer } from '#server/infra/mail/mailer.ts';
import { startTestApp } from '#tests/support/app.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-kept-'));
const setting = useTestApp({ env: { dataDir: folder } });
let path: string;

beforeAll(async () => {
  const mailer = createFolderMailer(join(folder, 'mail'), () => new Date());
  const html = '<!doctype html><html><head></head><body>set-password?token=canary</body></html>';
  await mailer.send('maria@barvinok.example', { subject: 'Запрошення', html, text: 'canary' });
  const [letter] = await mailer.list();
  path = `/mail/${letter?.id}/html`;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As a browser that names the host as it likes, which `fetch` does not let one do. */
function ask(port: number, headers: Record<string, string>) {
  return new Promise<{ status: number; policy: string; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          policy: String(answer.headers['content-security-policy']),
          text,
        }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

it('shows a letter to the machine itself, without scripts', async () => {
  const { port } = setting.app.running;
  const answer = await ask(port, { host: `localhost:${port}` });
  expect(answer).toMatchObject({ status: 200, text: expect.stringContaining('canary') as string });
  expect(answer.policy).toMatch(/default-src 'none'.*sandbox/);
  expect(answer.policy).not.toContain('allow-scripts');
});

it.each([
  ['through a proxy', { host: 'localhost', 'x-forwarded-for': '203.0.113.7' }],
  ['through a proxy that writes Forwarded', { host: 'localhost', forwarded: 'for=203.0.113.7' }],
  ['through a proxy that tells the host', { host: 'localhost', 'x-forwarded-host': 'localhost' }],
  ['through a proxy that writes X-Real-IP', { host: 'localhost', 'x-real-ip': '127.0.0.1' }],
  ['by another name of the machine', { host: 'tandem.evil.example' }],
])('shows nothing %s', async (_, headers) => {
  const answer = await ask(setting.app.running.port, headers);
  expect(answer.status).not.toBe(200);
  expect(answer.text).not.toContain('canary');
});

it('shows nothing where there is a mail server', async () => {
  const app = await startTestApp({
    databaseUrl: setting.database.url,
    env: { dataDir: folder, smtpUrl: 'smtp://127.0.0.1:1' },
  });
  const answer = await ask(app.running.port, { host: 'localhost' });
  expect(answer.status).not.toBe(200);
  expect(answer.text).not.toContain('canary');
  await app.stop();
});
