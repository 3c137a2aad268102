import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, expect, test } from 'vitest';
import { createFolderMailer, createSmtpMailer, MailError } from '#server/infra/mail/mailer.ts';
import { startMailServer } from '#tests/support/mail-server.ts';

const letter = { subject: 'Запрошення', html: '<p>Вітаємо!</p>', text: 'Вітаємо!\n' };
const from = 'Tandem <tandem@barvinok.example>';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  // Who uses something goes before it: a server waits for its last connection.
  for (const end of ends.splice(0).reverse()) await end();
});

async function startServer(options: SMTPServerOptions = {}) {
  const { url, received, stop } = await startMailServer(options);
  ends.push(stop);
  const mailer = createSmtpMailer({ url, from });
  ends.push(() => mailer.close());
  return { mailer, received };
}

test('a letter arrives with both forms, Cyrillic included', async () => {
  const { mailer, received } = await startServer();
  await mailer.send('olena@barvinok.example', letter);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ subject: letter.subject });
  expect(received[0]?.html?.trim()).toBe(letter.html);
  expect(received[0]?.text?.trim()).toBe('Вітаємо!');
  expect(received[0]?.from).toMatchObject({ name: 'Tandem', address: 'tandem@barvinok.example' });
  expect(received[0]?.to).toMatchObject([{ address: 'olena@barvinok.example' }]);
});

test('line breaks in what people typed add no header and no receiver', async () => {
  const { mailer, received } = await startServer();
  const subject = 'Hello\r\nBcc: thief@evil.example\r\n\r\nbody';
  await mailer.send('olena@barvinok.example', { ...letter, subject });
  const keys = received[0]?.headers.map(({ key }) => key);
  expect(keys).not.toContain('bcc');
  expect(received[0]?.html?.trim()).toBe(letter.html);
});

test('words that name a file or an address fetch neither', async () => {
  const { mailer, received } = await startServer();
  await mailer.send('olena@barvinok.example', {
    ...letter,
    html: '<img src="file:///etc/passwd">',
  });
  expect(received[0]?.attachments).toEqual([]);
});

test.each([
  [550, true],
  [451, false],
])('a refusal with %i is told, final: %s', async (responseCode, isFinal) => {
  const refusal = Object.assign(new Error('no such mailbox'), { responseCode });
  const { mailer } = await startServer({ onRcptTo: (_to, _session, done) => done(refusal) });
  const error: unknown = await mailer
    .send('nobody@barvinok.example', letter)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MailError);
  expect(error).toMatchObject({ isFinal, message: `the mail server answered ${responseCode}` });
});

test('a server that is away is told, and is no final answer', async () => {
  const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from });
  ends.push(() => mailer.close());
  const error: unknown = await mailer
    .send('olena@barvinok.example', letter)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'MailError', isFinal: false });
});

test('without a server letters are kept as files, the latest first and 200 at most', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-mail-'));
  ends.push(() => rm(folder, { recursive: true }));
  let at = Date.parse('2026-03-01T10:00:00Z');
  const mailer = createFolderMailer(join(folder, 'mail'), () => new Date((at += 1000)));
  expect(await mailer.list()).toEqual([]);
  for (let count = 1; count <= 203; count += 1) {
    await mailer.send('olena@barvinok.example', { ...letter, subject: `№ ${count}` });
  }
  const kept = await mailer.list();
  expect(kept).toHaveLength(200);
  expect(kept[0]).toMatchObject({ subject: '№ 203', to: 'olena@barvinok.example' });
  expect(kept.at(-1)?.subject).toBe('№ 4');
  expect((await readdir(join(folder, 'mail'))).filter((name) => !name.endsWith('.json'))).toEqual(
    [],
  );
});

test('a folder that can’t be written is told as a letter that was not sent', async () => {
  const mailer = createFolderMailer(join(import.meta.filename, 'mail'), () => new Date());
  await expect(mailer.send('olena@barvinok.example', letter)).rejects.toThrow(MailError);
});
