import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress, isOriginAllowed } from './request.ts';

const allowedOrigins = ['https://tandem.example'];

function request(
  headers: IncomingMessage['headers'],
  remoteAddress: string | undefined = '::ffff:192.0.2.9',
): IncomingMessage {
  // Only what is looked at; the rest of a request needs a socket.
  return { headers, socket: { remoteAddress } } as IncomingMessage;
}

test.each<[hops: number, header: string | undefined, expected: string]>([
  [0, undefined, '192.0.2.9'],
  [0, '203.0.113.7', '192.0.2.9'],
  [1, undefined, '192.0.2.9'],
  [1, '', '192.0.2.9'],
  [1, '203.0.113.7', '203.0.113.7'],
  [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  [1, 'forged, 198.51.100.1,203.0.113.7', '203.0.113.7'],
  [2, '203.0.113.7, 10.0.0.1', '203.0.113.7'],
  [2, '127.0.0.1, 203.0.113.7, 10.0.0.1', '203.0.113.7'],
  [2, '203.0.113.7', '203.0.113.7'],
  [1, '2001:db8::1', '2001:db8::1'],
  [1, '::ffff:203.0.113.7', '203.0.113.7'],
  [1, 'unknown', '192.0.2.9'],
  [1, '<script>', '192.0.2.9'],
])('with %i proxies of ours, X-Forwarded-For %j means %s', (trustProxyHops, header, expected) => {
  const headers = header === undefined ? {} : { 'x-forwarded-for': header };
  expect(clientAddress(request(headers), { allowedOrigins, trustProxyHops })).toBe(expected);
});

test.each<[origin: string | undefined, allowed: boolean]>([
  ['https://tandem.example', true],
  [undefined, false],
  ['', false],
  ['null', false],
  ['http://tandem.example', false],
  ['https://tandem.example:8443', false],
  ['https://tandem.example/', false],
  ['https://tandem.example.evil.example', false],
  ['https://evil-tandem.example', false],
  ['https://sub.tandem.example', false],
  ['https://tandem.example@evil.example', false],
  ['HTTPS://TANDEM.EXAMPLE', false],
])('Origin %j is allowed: %s', (origin, allowed) => {
  const headers = origin === undefined ? {} : { origin };
  expect(isOriginAllowed(request(headers), { allowedOrigins, trustProxyHops: 0 })).toBe(allowed);
});
