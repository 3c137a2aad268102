/**
 * Sessions of the back office: who a token belongs to, opening and ending. Lucia holds the rules of
 * sliding expiry and the cookie; the absolute lifetime, the company's times, hashing at rest and
 * blocked users are the adapter's. The same `read` guards HTTP requests, server rendering and the socket's upgrade.
 */
import { randomBytes } from 'node:crypto';
import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#server/shared/actor.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { Language } from '#server/shared/language.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import { isTheme } from '#server/shared/theme.ts';
import type { Theme } from '#server/shared/theme.ts';
import type { Clock } from '#server/infra/clock.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { findSession, hashToken, noteUse, SessionAdapter, sessionLengthsOf } from './adapter.ts';
import type { SessionRow } from './adapter.ts';

export const sessionCookieName = '__Host-tandem_session';

export interface AuthOptions {
  db: Db;
  clock: Clock;
}

export interface SignedIn {
  /** SHA-256 of the token: names the session without being able to open it. */
  sessionHash: string;
  /** When it ends unless it is used again; never later than its absolute end. */
  expiresAt: Date;
  absoluteExpiresAt: Date;
  actor: Actor;
  /** As the user chose in the profile. */
  look: { theme: Theme; timeZone: string | null };
  company: {
    id: number;
    version: number;
    name: string;
    currency: string;
    timeZone: string;
    validationProfile: ValidationProfile;
    userPasswordPolicy: PasswordPolicy;
    customerPasswordPolicy: PasswordPolicy;
  };
  /** Set when the sliding expiry was just pushed on: the cookie wants renewing. */
  renewedCookie: string | null;
}

export interface OpenSession {
  userId: number;
  ipAddress: string | null;
  userAgent: string | null;
}

export class Auth {
  readonly #options: AuthOptions;
  constructor(options: AuthOptions) {
    this.#options = options;
  }

  #lucia(db: Db, { idleHours, found }: { idleHours: number; found?: SessionRow }) {
    const { clock } = this.#options;
    return new Lucia(new SessionAdapter(db, clock.now, found), {
      sessionExpiresIn: new TimeSpan(idleHours, 'h'),
      sessionCookie: {
        name: sessionCookieName,
        expires: true,
        attributes: { secure: true, sameSite: 'lax', path: '/' },
      },
      getSessionAttributes: (attributes) => attributes,
      getUserAttributes: (attributes) => attributes,
    });
  }

  /** The session that a Cookie header carries, or null. Pushes the sliding expiry on. */
  async read(cookieHeader: string | undefined): Promise<SignedIn | null> {
    const { db, clock } = this.#options;
    const token = this.#anyLucia().readSessionCookie(cookieHeader ?? '');
    if (token === null || !/^[\w-]{43}$/.test(token)) return null;
    const sessionHash = hashToken(token);
    const now = clock.now();
    const found = await findSession(db, sessionHash, now);
    if (!found) return null;
    const lucia = this.#lucia(db, { idleHours: found.idleHours, found });
    const { session, user } = await lucia.validateSession(token);
    if (!session) return null;
    await noteUse(db, { id: sessionHash, lastSeenAt: found.lastSeenAt, now });
    return {
      sessionHash,
      expiresAt: earlier(session.expiresAt, session.absoluteExpiresAt),
      absoluteExpiresAt: session.absoluteExpiresAt,
      actor: {
        userId: user.id,
        companyId: user.companyId,
        role: user.role,
        firstName: user.firstName,
        lastName: user.lastName,
        email: user.email,
        language: languageOf(user.language),
      },
      look: { theme: isTheme(user.theme) ? user.theme : 'auto', timeZone: user.timeZone },
      company: { id: user.companyId, ...user.company },
      renewedCookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
    };
  }

  /** Opens a session with a new token of 256 bits and answers its Set-Cookie header. */
  async open(tx: Tx, { userId, ipAddress, userAgent }: OpenSession): Promise<string> {
    const { clock } = this.#options;
    const { idleHours, absoluteDays } = await sessionLengthsOf(tx, userId);
    const token = randomBytes(32).toString('base64url');
    const absoluteExpiresAt = new Date(clock.now().getTime() + absoluteDays * 86_400_000);
    const lucia = this.#lucia(tx, { idleHours });
    await lucia.createSession(
      userId,
      { absoluteExpiresAt, ipAddress, userAgent: userAgent?.slice(0, 300) ?? null },
      { sessionId: token },
    );
    return lucia.createSessionCookie(token).serialize();
  }

  /** The Set-Cookie header that removes the cookie. */
  blankCookie(): string {
    return this.#anyLucia().createBlankSessionCookie().serialize();
  }

  /** When the session ends now, or null if it has ended: asked by sockets, which are not use. */
  async expiryOf(sessionHash: string): Promise<Date | null> {
    const { db, clock } = this.#options;
    const row = await findSession(db, sessionHash, clock.now());
    return row && earlier(row.expiresAt, row.absoluteExpiresAt);
  }

  async deleteExpired(): Promise<void> {
    await this.#anyLucia().deleteExpiredSessions();
  }

  /** For what has nothing to do with how long a session lives. */
  #anyLucia() {
    return this.#lucia(this.#options.db, { idleHours: 1 });
  }
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function languageOf(stored: string): Language {
  return isLanguage(stored) ? stored : defaultLanguage;
}
