/**
 * Lucia's storage over our tables. The session's id in Lucia is the token; the database holds only
 * its SHA-256. One query finds the session, its user and the company. An ended absolute lifetime or
 * a blocked user is no session at all.
 *
 * How long a session lives is the company's to say, at every moment: what a row says of its own end
 * is only an upper bound, so that shorter times hold for the open sessions at once.
 */
import { createHash } from 'node:crypto';
import { Prisma } from '#prisma/generated/client.ts';
import type { Adapter, DatabaseSession, DatabaseUser, Lucia } from 'lucia';
import { assert } from '#server/shared/assert.ts';
import type { Role } from '#server/shared/permissions.ts';
import type { ValidationProfile } from '#server/shared/validation-profile.ts';
import type { PasswordPolicy } from '#server/shared/password-policy.ts';
import type { Db } from '#server/infra/db/client.ts';

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What Lucia keeps beside a session and a user; read back by `auth.ts`. */
export interface SessionAttributes {
  absoluteExpiresAt: Date;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface UserAttributes {
  companyId: number;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  language: string;
  theme: string;
  /** IANA name; null is the company's. */
  timeZone: string | null;
  company: {
    version: number;
    name: string;
    currency: string;
    timeZone: string;
    validationProfile: ValidationProfile;
    userPasswordPolicy: PasswordPolicy;
    customerPasswordPolicy: PasswordPolicy;
  };
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    UserId: number;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

export interface SessionRow extends SessionAttributes, Omit<UserAttributes, 'company'> {
  userId: number;
  expiresAt: Date;
  lastSeenAt: Date;
  /** The company's, now. */
  idleHours: number;
  companyName: string;
  companyVersion: number;
  currency: string;
  companyTimeZone: string;
  validationProfile: ValidationProfile;
  userPasswordPolicy: PasswordPolicy;
  customerPasswordPolicy: PasswordPolicy;
}

/** Of a session `s` and its company `c`: ends without use, and in any case. */
const idleEnd = Prisma.sql`least(s.expires_at,
  s.last_seen_at + make_interval(hours => c.session_idle_hours))`;
const absoluteEnd = Prisma.sql`least(s.absolute_expires_at,
  s.created_at + make_interval(hours => 24 * c.session_absolute_days))`;
/** When a session `s` of a company `c` ends unless it is used again. */
export const sessionEnd = Prisma.sql`least(${idleEnd}, ${absoluteEnd})`;

/**
 * Written in SQL because it runs before every request: one statement, one row. Whether the time
 * without use is over is for Lucia to say.
 */
export async function findSession(db: Db, id: string, now: Date): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT ${idleEnd} AS "expiresAt", ${absoluteEnd} AS "absoluteExpiresAt",
           s.last_seen_at AS "lastSeenAt", c.session_idle_hours AS "idleHours",
           s.ip_address AS "ipAddress", s.user_agent AS "userAgent",
           u.id AS "userId", u.company_id AS "companyId", u.email, u.first_name AS "firstName",
           u.last_name AS "lastName", u.role::text AS role, u.language, u.theme,
           u.time_zone AS "timeZone",
           c.name AS "companyName", c.version AS "companyVersion", c.currency,
           c.time_zone AS "companyTimeZone",
           c.validation_profile::text AS "validationProfile",
           c.user_password_policy AS "userPasswordPolicy",
           c.customer_password_policy AS "customerPasswordPolicy"
    FROM sessions s JOIN users u ON u.id = s.user_id JOIN companies c ON c.id = u.company_id
    WHERE s.id = ${id} AND ${absoluteEnd} > ${now} AND u.blocked_at IS NULL`;
  return rows[0] ?? null;
}

/** How long a session of this user lives from now on. */
export async function sessionLengthsOf(
  db: Db,
  userId: number,
): Promise<{ idleHours: number; absoluteDays: number }> {
  const { company } = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { company: { select: { sessionIdleHours: true, sessionAbsoluteDays: true } } },
  });
  return { idleHours: company.sessionIdleHours, absoluteDays: company.sessionAbsoluteDays };
}

const seenEveryMs = 60_000;

/** Notes that a session was used; to the minute, so that not every request writes, and at once one. */
export async function noteUse(
  db: Db,
  { id, lastSeenAt, now }: { id: string; lastSeenAt: Date; now: Date },
): Promise<void> {
  const unlessSince = new Date(now.getTime() - seenEveryMs);
  if (lastSeenAt > unlessSince) return;
  await db.session.updateMany({
    where: { id, lastSeenAt: { lte: unlessSince } },
    data: { lastSeenAt: now },
  });
}

export class SessionAdapter implements Adapter {
  readonly #db: Db;
  readonly #now: () => Date;
  readonly #found: SessionRow | null;

  /** @param found the row of the token that is asked about: read first, for its company's times */
  constructor(db: Db, now: () => Date, found: SessionRow | null = null) {
    this.#db = db;
    this.#now = now;
    this.#found = found;
  }

  getSessionAndUser(
    token: string,
  ): Promise<[session: DatabaseSession | null, user: DatabaseUser | null]> {
    const row = this.#found;
    if (!row) return Promise.resolve([null, null]);
    const { userId, expiresAt, absoluteExpiresAt, ipAddress, userAgent, ...user } = row;
    const {
      companyName: name,
      companyVersion: version,
      currency,
      companyTimeZone: timeZone,
      validationProfile,
      ...rest
    } = user;
    const { userPasswordPolicy, customerPasswordPolicy, ...person } = rest;
    const policies = { userPasswordPolicy, customerPasswordPolicy };
    const company = { version, name, currency, timeZone, validationProfile, ...policies };
    return Promise.resolve([
      { id: token, userId, expiresAt, attributes: { absoluteExpiresAt, ipAddress, userAgent } },
      { id: userId, attributes: { ...person, company } },
    ]);
  }

  async setSession({ id, userId, expiresAt, attributes }: DatabaseSession): Promise<void> {
    const now = this.#now();
    await this.#db.session.create({
      data: {
        id: hashToken(id),
        userId,
        createdAt: now,
        lastSeenAt: now,
        expiresAt,
        ...attributes,
      },
    });
  }

  async updateSessionExpiration(token: string, expiresAt: Date): Promise<void> {
    // Pushing the end on is use: one write notes both.
    const data = { expiresAt, lastSeenAt: this.#now() };
    await this.#db.session.updateMany({ where: { id: hashToken(token) }, data });
  }

  async deleteSession(token: string): Promise<void> {
    await this.#db.session.deleteMany({ where: { id: hashToken(token) } });
  }

  async deleteUserSessions(userId: number): Promise<void> {
    await this.#db.session.deleteMany({ where: { userId } });
  }

  async deleteExpiredSessions(): Promise<void> {
    await this.#db.$executeRaw`
      DELETE FROM sessions s USING users u JOIN companies c ON c.id = u.company_id
      WHERE u.id = s.user_id AND ${sessionEnd} <= ${this.#now()}`;
  }

  getUserSessions(): Promise<DatabaseSession[]> {
    assert(false, 'tokens are not stored, so the sessions of a user can not be listed by Lucia');
  }
}
