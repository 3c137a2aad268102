/**
 * What a raw request says about itself, told once for HTTP, server rendering and the socket:
 * its id, where it comes from, whether its Origin may write, and whose session it carries.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { isLinkToken, linkCookieName } from '#server/infra/auth/password-link.ts';
import type { RequestContext, Services } from '#server/trpc/context.ts';

export interface RequestRules {
  /** Every origin that may write or open a socket. */
  allowedOrigins: readonly string[];
  /** How many of our own proxies stand in front; X-Forwarded-For is believed that far. */
  trustProxyHops: number;
}

/**
 * The client's address: the socket's, or what the outermost trusted proxy saw. Entries that clients
 * add themselves stand further left and are never believed.
 */
export function clientAddress(request: IncomingMessage, { trustProxyHops }: RequestRules): string {
  const socketAddress = withoutMapping(request.socket.remoteAddress ?? '');
  if (trustProxyHops === 0) return socketAddress;
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  const seen = withoutMapping(hops.at(-trustProxyHops) ?? hops[0] ?? '');
  return isIP(seen) === 0 ? socketAddress : seen;
}

/** An IPv4 address as a socket that speaks both writes it. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/, '');
}

export function isOriginAllowed(
  request: IncomingMessage,
  { allowedOrigins }: RequestRules,
): boolean {
  const { origin } = request.headers;
  return origin !== undefined && allowedOrigins.includes(origin);
}

export function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

export type ContextFactory = (
  request: IncomingMessage,
  answer: { requestId: string; setCookie: (header: string) => void },
) => Promise<RequestContext>;

/** The guard's first half, the same for every way in: reads the session that the cookie names. */
export function contextFactory(services: Services, rules: RequestRules): ContextFactory {
  return async (request, { requestId, setCookie }) => {
    const session = await services.auth.read(request.headers.cookie);
    if (session?.renewedCookie) setCookie(session.renewedCookie);
    const linkToken = cookieOf(request, linkCookieName);
    return {
      ...services,
      log: services.log.child({ requestId }),
      requestId,
      ipAddress: clientAddress(request, rules),
      userAgent: request.headers['user-agent'] ?? null,
      session,
      linkToken: isLinkToken(linkToken) ? linkToken : null,
      lease: null,
      setCookie,
    };
  };
}

export function newRequestId(): string {
  return randomUUID();
}
