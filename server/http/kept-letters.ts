/**
 * Letters that went into files because there is no mail server, for the one who sits at this machine.
 * Whoever reads them can set anybody's password, so each request must come from the machine itself, by
 * its local name and through no proxy; with a mail server there is nothing here at all.
 *
 * A letter's HTML is served apart, in a sandbox without scripts, and only to be shown by our own page.
 */
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { FolderMailer, KeptLetter } from '#server/infra/mail/mailer.ts';

const localNames = new Set(['localhost', '127.0.0.1', '[::1]']);
const loopback = /^(::1|(::ffff:)?127(\.\d+){3})$/;
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** A page elsewhere whose name was pointed at this machine is told by the Host header. */
export function isOwnMachine(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const isProxied = proxyHeaders.some((name) => request.headers[name] !== undefined);
  return localNames.has(host) && loopback.test(request.socket.remoteAddress ?? '') && !isProxied;
}

export type KeptLetters = () => Promise<KeptLetter[]>;

/** Null: for this reader there are none, and no page of them. */
export function keptLettersFor(
  kept: FolderMailer | null,
  request: IncomingMessage,
): KeptLetters | null {
  return kept !== null && isOwnMachine(request) ? () => kept.list() : null;
}

const sandbox = 'allow-top-navigation-by-user-activation';
const policy = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox ${sandbox}`;

export function serveKeptLetter(kept: FolderMailer | null): RequestHandler {
  return (request, response, next) => {
    const list = keptLettersFor(kept, request);
    if (list === null) return next();
    list().then((letters) => {
      const letter = letters.find(({ id }) => id === request.params['id']);
      if (letter === undefined) return next();
      response.setHeader('Content-Security-Policy', policy);
      response.setHeader('X-Frame-Options', 'SAMEORIGIN');
      // Its button leads the whole window on.
      response.type('html').send(letter.html.replace('<head>', '<head><base target="_top">'));
    }, next);
  };
}
