/** A real SMTP server that keeps what it is sent, read as a mail program reads it. */
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  url: string;
  /** In the order in which they came. */
  received: Email[];
  /** Waits for as many letters to this address and answers them. */
  lettersTo: (address: string, count?: number) => Promise<Email[]>;
  stop: () => Promise<void>;
}

/** @param port the same again for a server that comes back; any free one otherwise */
export async function startMailServer(
  options: SMTPServerOptions = {},
  port = 0,
): Promise<MailServer> {
  const received: Email[] = [];
  const listeners = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      read(stream).then(
        (mail) => {
          received.push(mail);
          done();
          for (const listener of listeners) listener();
        },
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address() as AddressInfo;
  const to = (receiver: string) =>
    received.filter(({ to: receivers }) => receivers?.some((one) => one.address === receiver));
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    lettersTo: (receiver, count = 1) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`${to(receiver).length} of ${count} letters came to ${receiver}`));
        }, letterMaxMs);
        const look = () => {
          if (to(receiver).length < count) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(to(receiver));
        };
        listeners.add(look);
        look();
      }),
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

const letterMaxMs = 60_000;

async function read(stream: NodeJS.ReadableStream): Promise<Email> {
  return PostalMime.parse(await buffer(stream));
}

/** The address behind the one button of a letter. */
export function linkIn(letter: Email | undefined): string {
  const address = /href="([^"]+)"/.exec(letter?.html ?? '')?.[1];
  if (address === undefined) throw new Error('a letter without a link');
  return address.replaceAll('&amp;', '&');
}
