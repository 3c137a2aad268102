/**
 * Sessions of the back office: who a token belongs to, opening and ending. Lucia holds the rules of
 * sliding expiry and the cookie; the absolute lifetime, hashing at rest and blocked users are the
 * adapter's. The same `read` guards HTTP requests, server rendering and the socket's upgrade.
 */
import { randomBytes } from 'node:crypto';
import { Lucia, TimeSpan } from 'lucia';
import type { Actor } from '#server/shared/actor.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { Language } from '#server/shared/language.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import type { Clock } from '#server/infra/clock.ts';
import type { Db, Tx } from '#server/infra/db/client.ts';
import { hashToken, SessionAdapter } from './adapter.ts';

export const sessionCookieName = '__Host-tandem_session';

export interface AuthOptions {
  db: Db;
  clock: Clock;
  idleHours: number;
  absoluteDays: number;
}

export interface SignedIn {
  /** SHA-256 of the token: names the session without being able to open it. */
  sessionHash: string;
  /** When it ends unless it is used again; never later than its absolute end. */
  expiresAt: Date;
  absoluteExpiresAt: Date;
  actor: Actor;
  company: {
    id: number;
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

  #lucia(db: Db) {
    const { clock, idleHours } = this.#options;
    return new Lucia(new SessionAdapter(db, clock.now), {
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
    const lucia = this.#lucia(this.#options.db);
    const token = lucia.readSessionCookie(cookieHeader ?? '');
    if (token === null || !/^[\w-]{43}$/.test(token)) return null;
    const { session, user } = await lucia.validateSession(token);
    if (!session) return null;
    return {
      sessionHash: hashToken(token),
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
      company: { id: user.companyId, ...user.company },
      renewedCookie: session.fresh ? lucia.createSessionCookie(token).serialize() : null,
    };
  }

  /** Opens a session with a new token of 256 bits and answers its Set-Cookie header. */
  async open(tx: Tx, { userId, ipAddress, userAgent }: OpenSession): Promise<string> {
    const { clock, absoluteDays } = this.#options;
    const token = randomBytes(32).toString('base64url');
    const absoluteExpiresAt = new Date(clock.now().getTime() + absoluteDays * 86_400_000);
    const lucia = this.#lucia(tx);
    await lucia.createSession(
      userId,
      { absoluteExpiresAt, ipAddress, userAgent: userAgent?.slice(0, 300) ?? null },
      { sessionId: token },
    );
    return lucia.createSessionCookie(token).serialize();
  }

  /** The Set-Cookie header that removes the cookie. */
  blankCookie(): string {
    return this.#lucia(this.#options.db).createBlankSessionCookie().serialize();
  }

  /** When the session ends now, or null if it has ended: asked by sockets, which are not use. */
  async expiryOf(sessionHash: string): Promise<Date | null> {
    const { db, clock } = this.#options;
    const row = await db.session.findUnique({
      where: { id: sessionHash },
      select: { expiresAt: true, absoluteExpiresAt: true },
    });
    if (!row || row.absoluteExpiresAt <= clock.now()) return null;
    return earlier(row.expiresAt, row.absoluteExpiresAt);
  }

  async deleteExpired(): Promise<void> {
    await this.#lucia(this.#options.db).deleteExpiredSessions();
  }
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}

function languageOf(stored: string): Language {
  return isLanguage(stored) ? stored : defaultLanguage;
}
