/**
 * The mail server of a whole end-to-end run, for tests that are other processes: it takes letters by
 * SMTP and hands them out over HTTP.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { startMailServer } from './mail-server.ts';

const caughtLetter = z.object({ subject: z.string(), html: z.string(), text: z.string() });
export type CaughtLetter = z.infer<typeof caughtLetter>;

export interface MailCatcher {
  smtpUrl: string;
  /** `?to=address&count=n` waits for as many letters and answers them as JSON. */
  lettersUrl: string;
  stop: () => Promise<void>;
}

export async function startMailCatcher(): Promise<MailCatcher> {
  const mail = await startMailServer();
  const server = createServer((request, response) => {
    const search = new URL(request.url ?? '/', 'http://localhost').searchParams;
    mail.lettersTo(search.get('to') ?? '', Number(search.get('count') ?? '1')).then(
      (letters) => {
        const plain = letters.map(({ subject, html, text }) => ({ subject, html, text }));
        response.setHeader('Content-Type', 'application/json').end(JSON.stringify(plain));
      },
      (error: unknown) => response.writeHead(504).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    smtpUrl: mail.url,
    lettersUrl: `http://127.0.0.1:${port}/`,
    stop: async () => {
      server.close();
      await mail.stop();
    },
  };
}

/** Waits for as many letters to this address; the latest last. */
export async function lettersTo(url: string, address: string, count = 1): Promise<CaughtLetter[]> {
  const search = new URLSearchParams({ to: address, count: String(count) });
  const response = await fetch(`${url}?${search.toString()}`);
  if (!response.ok) throw new Error(await response.text());
  return z.array(caughtLetter).parse(await response.json());
}
