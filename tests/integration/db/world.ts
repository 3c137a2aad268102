import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createOwnerDb } from '#prisma/factories/database.ts';
import { createUser } from '#prisma/factories/user.ts';
import { createTestDatabase } from '#tests/support/database.ts';

/** One company, two users, the owner's and the application's connections: ground of these tests. */
export interface Command {
  companyId: number;
  customerId: number;
  kind: string;
  amount: string | null;
  note: string;
  authorId: number | null;
  idempotencyKey: string;
  requestHash: string;
  seenBalance: string | null;
  confirmRepeated: boolean;
  reversesId: number | null;
  orderId?: number;
}

export interface Answer {
  position: number;
  outcome: 'posted' | 'replayed' | 'refused';
  error: string | null;
  params: Record<string, unknown>;
  operation: { id: number; number: number; amount: string; balanceAfter: string } | null;
  customer_version: number | null;
}

/** A migrated database with nothing in it. */
export async function createEmptyWorld() {
  const database = await createTestDatabase();
  const db = createOwnerDb(database.url);
  const app = new Pool({
    connectionString: database.url,
    max: 16,
    options: '-c role=tandem_app',
  });
  // The pool is done before its last connections are: dropping the database may end those, and each
  // tells the pool as well.
  app.on('error', () => undefined);
  app.on('connect', (client) => client.on('error', () => undefined));
  const close = async () => {
    await app.end();
    await db.$disconnect();
    await database.drop();
  };
  return { url: database.url, db, app, close };
}

export async function createWorld() {
  const { url, db, app, close } = await createEmptyWorld();
  const company = await createCompany(db);
  const olena = await createUser(db, {
    companyId: company.id,
    firstName: 'Олена',
    lastName: 'Коваль',
  });
  const taras = await createUser(db, {
    companyId: company.id,
    firstName: 'Тарас',
    lastName: 'Мельник',
  });
  const newCustomer = () => createCustomer(db, { companyId: company.id });

  const command = (overrides: Partial<Command> & { customerId: number }): Command => ({
    companyId: company.id,
    kind: 'deposit',
    amount: '100',
    note: 'Поповнення',
    authorId: olena.id,
    idempotencyKey: randomUUID(),
    requestHash: 'hash',
    seenBalance: null,
    confirmRepeated: true,
    reversesId: null,
    ...overrides,
  });
  const post = async (...commands: Command[]): Promise<Answer[]> => {
    const { rows } = await app.query<Answer>('SELECT * FROM post_operations($1::jsonb)', [
      JSON.stringify(commands),
    ]);
    return rows;
  };
  const postOne = async (overrides: Partial<Command> & { customerId: number }): Promise<Answer> => {
    const [answer] = await post(command(overrides));
    if (!answer) throw new Error('the ledger did not answer');
    return answer;
  };
  return {
    url,
    db,
    app,
    company,
    olena,
    taras,
    newCustomer,
    command,
    post,
    postOne,
    close,
  };
}

/** Runs a statement as a role of the database and takes it back. @returns how many rows it touched */
export async function asRole(
  { url }: Pick<World, 'url'>,
  role: string,
  statement: string,
): Promise<number | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`BEGIN; SET LOCAL ROLE ${role}`);
    const { rowCount } = await client.query(statement);
    await client.query('ROLLBACK');
    return rowCount;
  } finally {
    await client.end();
  }
}

export type World = Awaited<ReturnType<typeof createWorld>>;

/** What must hold for every customer at any time; the ids of those for whom it does not. */
export async function brokenCustomers({ app }: Pick<World, 'app'>): Promise<number[]> {
  const { rows } = await app.query<{ id: number }>(`
    SELECT c.id FROM customers c
    LEFT JOIN LATERAL (
      SELECT coalesce(sum(amount), 0) AS sum, count(*) AS count, coalesce(max(number), 0) AS last,
        coalesce(bool_and(chained), true) AS chained
      FROM (
        SELECT amount, number,
          balance_before = lag(balance_after, 1, 0::numeric) OVER (ORDER BY number) AS chained
        FROM operations WHERE customer_id = c.id
      ) o
    ) o ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS count, coalesce(max(version), 1) AS last,
        count(DISTINCT version) AS versions, count(*) FILTER (WHERE version > 1) AS later
      FROM events
      WHERE company_id = c.company_id AND subject_type = 'customer' AND subject_id = c.id
    ) e ON true
    WHERE c.balance <> o.sum OR c.operations_count <> o.count OR o.last <> o.count OR NOT o.chained
      OR c.version <> e.last OR e.versions <> e.count OR c.version <> 1 + e.later`);
  return rows.map((row) => row.id);
}
