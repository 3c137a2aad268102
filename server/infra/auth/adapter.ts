/**
 * Lucia's storage over our tables. The session's id in Lucia is the token; the database holds only
 * its SHA-256. One query finds the session, its user and the company. An ended absolute lifetime or
 * a blocked user is no session at all.
 */
import { createHash } from 'node:crypto';
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
  company: {
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

interface SessionRow extends SessionAttributes, Omit<UserAttributes, 'company'> {
  userId: number;
  expiresAt: Date;
  companyName: string;
  currency: string;
  timeZone: string;
  validationProfile: ValidationProfile;
  userPasswordPolicy: PasswordPolicy;
  customerPasswordPolicy: PasswordPolicy;
}

/** Written in SQL because it runs before every request: one statement, one row. */
async function findSession(db: Db, id: string, now: Date): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT s.expires_at AS "expiresAt", s.absolute_expires_at AS "absoluteExpiresAt",
           s.ip_address AS "ipAddress", s.user_agent AS "userAgent",
           u.id AS "userId", u.company_id AS "companyId", u.email, u.first_name AS "firstName",
           u.last_name AS "lastName", u.role::text AS role, u.language,
           c.name AS "companyName", c.currency, c.time_zone AS "timeZone",
           c.validation_profile AS "validationProfile",
           c.user_password_policy AS "userPasswordPolicy",
           c.customer_password_policy AS "customerPasswordPolicy"
    FROM sessions s JOIN users u ON u.id = s.user_id JOIN companies c ON c.id = u.company_id
    WHERE s.id = ${id} AND s.absolute_expires_at > ${now} AND u.blocked_at IS NULL`;
  return rows[0] ?? null;
}

export class SessionAdapter implements Adapter {
  readonly #db: Db;
  readonly #now: () => Date;
  constructor(db: Db, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  async getSessionAndUser(
    token: string,
  ): Promise<[session: DatabaseSession | null, user: DatabaseUser | null]> {
    const row = await findSession(this.#db, hashToken(token), this.#now());
    if (!row) return [null, null];
    const { userId, expiresAt, absoluteExpiresAt, ipAddress, userAgent, ...user } = row;
    const { companyName: name, currency, timeZone, validationProfile, ...rest } = user;
    const { userPasswordPolicy, customerPasswordPolicy, ...person } = rest;
    const policies = { userPasswordPolicy, customerPasswordPolicy };
    const company = { name, currency, timeZone, validationProfile, ...policies };
    return [
      { id: token, userId, expiresAt, attributes: { absoluteExpiresAt, ipAddress, userAgent } },
      { id: userId, attributes: { ...person, company } },
    ];
  }

  async setSession({ id, userId, expiresAt, attributes }: DatabaseSession): Promise<void> {
    await this.#db.session.create({
      data: { id: hashToken(id), userId, expiresAt, ...attributes },
    });
  }

  async updateSessionExpiration(token: string, expiresAt: Date): Promise<void> {
    await this.#db.session.updateMany({ where: { id: hashToken(token) }, data: { expiresAt } });
  }

  async deleteSession(token: string): Promise<void> {
    await this.#db.session.deleteMany({ where: { id: hashToken(token) } });
  }

  async deleteUserSessions(userId: number): Promise<void> {
    await this.#db.session.deleteMany({ where: { userId } });
  }

  async deleteExpiredSessions(): Promise<void> {
    const now = this.#now();
    await this.#db.session.deleteMany({
      where: { OR: [{ expiresAt: { lte: now } }, { absoluteExpiresAt: { lte: now } }] },
    });
  }

  getUserSessions(): Promise<DatabaseSession[]> {
    assert(false, 'tokens are not stored, so the sessions of a user can not be listed by Lucia');
  }
}
