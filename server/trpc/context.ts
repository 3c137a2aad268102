import type { Actor } from '#server/shared/actor.ts';
import type { Auth, SignedIn } from '#server/infra/auth/auth.ts';
import type { Clock } from '#server/infra/clock.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { EventHub } from '#server/infra/events/hub.ts';
import type { Limits } from '#server/infra/limits.ts';
import type { Logger } from '#server/infra/log.ts';
import type { PresenceHub } from '#server/infra/presence/hub.ts';
import type { Secrets } from '#server/infra/secrets.ts';
import type { PresenceLease } from '#server/infra/presence/lease.ts';

/** What the process offers to every request. */
export interface Services {
  db: Db;
  clock: Clock;
  log: Logger;
  auth: Auth;
  events: EventHub;
  presence: PresenceHub;
  limits: Limits;
  secrets: Secrets;
  /** Woken after the commit of what ordered a job. */
  jobs: { wake: () => void };
}

/** What one request brings along; the same for HTTP, the socket and server rendering. */
export interface RequestContext extends Services {
  requestId: string;
  ipAddress: string;
  userAgent: string | null;
  session: SignedIn | null;
  /** Of a link to set a password that was opened in this browser. */
  linkToken: string | null;
  /** Of the socket that the call came over; null over HTTP. */
  lease: PresenceLease | null;
  /** Adds a Set-Cookie header to the answer; does nothing where there is none (the socket). */
  setCookie: (header: string) => void;
}

/** What use cases get: the request plus who acts. */
export interface UseCaseContext extends RequestContext {
  session: SignedIn;
  actor: Actor;
}

/** The same over a socket. */
export interface SocketContext extends UseCaseContext {
  lease: PresenceLease;
}
