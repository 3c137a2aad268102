/**
 * A company, users with open sessions, and customers, made by set-based SQL as the owner: thousands
 * in a moment. Sessions are opened without passwords, which would cost more than what is measured.
 */
import { createHash, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { sessionCookieName } from '#server/infra/auth/auth.ts';

export interface FixtureUser {
  id: number;
  /** The Cookie header that a browser would send. */
  cookie: string;
}

export interface Fixture {
  companyId: number;
  /** The first is a superadmin, the others are admins. */
  users: FixtureUser[];
  customerIds: number[];
}

export async function withOwner<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url, application_name: 'tandem bench' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function createFixture(
  url: string,
  { users, customers }: { users: number; customers: number },
): Promise<Fixture> {
  return withOwner(url, async (owner) => {
    const mark = randomBytes(4).readUInt32BE() % 9_000_000;
    const company = await owner.query<{ id: number }>(
      'INSERT INTO companies (name) VALUES ($1) RETURNING id',
      [`Барвінок ${mark}`],
    );
    const companyId = company.rows[0]?.id ?? 0;
    const madeUsers = await owner.query<{ id: number }>(
      `INSERT INTO users (company_id, email, phone, first_name, last_name, role)
       SELECT $1, 'user' || n || '.' || $2::text || '@barvinok.example', '+' || ($2::bigint * 1000 + n),
         'Олена', 'Коваленко',
         (CASE WHEN n = 1 THEN 'superadmin' ELSE 'admin' END)::user_role
       FROM generate_series(1, $3::int) n RETURNING id`,
      [companyId, mark, users],
    );
    const madeCustomers = await owner.query<{ id: number }>(
      `INSERT INTO customers (company_id, login, email, first_name, last_name)
       SELECT $1, 'customer' || n, 'customer' || n || '@example.com', 'Тарас', 'Шевчук'
       FROM generate_series(1, $2::int) n RETURNING id`,
      [companyId, customers],
    );
    const ids = madeUsers.rows.map(({ id }) => id);
    return {
      companyId,
      users: await openSessions(owner, ids),
      customerIds: madeCustomers.rows.map(({ id }) => id),
    };
  });
}

async function openSessions(owner: Client, userIds: number[]): Promise<FixtureUser[]> {
  const opened = userIds.map((id) => ({ id, token: randomBytes(32).toString('base64url') }));
  await owner.query(
    `INSERT INTO sessions (id, user_id, expires_at, absolute_expires_at)
     SELECT s.hash, s.user_id, now() + interval '12 hours', now() + interval '14 days'
     FROM unnest($1::text[], $2::int[]) s (hash, user_id)`,
    [opened.map(({ token }) => createHash('sha256').update(token).digest('hex')), userIds],
  );
  return opened.map(({ id, token }) => ({ id, cookie: `${sessionCookieName}=${token}` }));
}

/** The one at this place, going round. */
export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('nothing to take from');
  return item;
}
