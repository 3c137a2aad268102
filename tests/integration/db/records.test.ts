import { afterAll, beforeAll, expect, test } from 'vitest';
import type { World } from './world.ts';
import { asRole, createWorld } from './world.ts';

let world: World;
let customerId: number;
beforeAll(async () => {
  world = await createWorld();
  customerId = (await world.newCustomer()).id;
  await world.postOne({ customerId });
});
afterAll(() => world.close());

const changes = ['operations', 'events'].flatMap((table) => [
  `UPDATE ${table} SET company_id = company_id`,
  `UPDATE ${table} SET company_id = company_id WHERE false`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
]);

test.each(changes)('refuses even the owner: %s', async (statement) => {
  await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow('never changed or removed');
});

/** As the role that the one erasing function runs as: two columns of events, and nothing else. */
const erased = "UPDATE events SET changes = '[]', data = '{}'";

test.each([
  ...changes,
  'INSERT INTO events DEFAULT VALUES',
  `${erased}, type = 'other'`,
  "UPDATE events SET created_at = now(), data = '{}'",
  'UPDATE customers SET removed_at = now()',
  'SELECT login FROM customers',
  'SELECT 1 FROM operations',
])('refuses the eraser’s role: %s', async (statement) => {
  await expect(asRole(world, 'tandem_eraser', statement)).rejects.toMatchObject({ code: '42501' });
});

test('lets the eraser’s role change values of events, and nobody else, whatever they set', async () => {
  expect(await asRole(world, 'tandem_eraser', `${erased} WHERE false`)).toBe(0);
  const sent = asRole(world, 'none', `SET LOCAL tandem.erasing = on; ${erased} WHERE false`);
  await expect(sent).rejects.toThrow('never changed or removed');
});

test('erases nothing of a customer who is there', async () => {
  const before = await world.db.event.findMany({ where: { subjectId: customerId } });
  await world.db
    .$executeRaw`SELECT erase_customer_events(${world.company.id}::int, ${[customerId]}::int[])`;
  expect(await world.db.event.findMany({ where: { subjectId: customerId } })).toEqual(before);
});

test('takes out nobody with money or an open order, and nobody of another company', async () => {
  const [rich, busy, foreign] = [customerId, await customerWithOrder(), await world.newCustomer()];
  const wanted = [
    [world.company.id, rich],
    [world.company.id, busy],
    [world.company.id + 1, foreign.id],
  ];
  for (const [companyId, id] of wanted) {
    const { rows } = await world.app.query(
      'SELECT * FROM remove_customers($1, ARRAY[$2::int], $3, now())',
      [companyId, id, world.olena.id],
    );
    expect(rows).toEqual([]);
  }
  const ids = [rich, busy, foreign.id];
  expect(await world.db.customer.count({ where: { id: { in: ids }, removedAt: null } })).toBe(3);
});

async function customerWithOrder(): Promise<number> {
  const { id } = await world.newCustomer();
  const companyId = world.company.id;
  await world.db.order.create({ data: { companyId, customerId: id, number: 'O-1', sum: '1' } });
  return id;
}

test.each([
  ...changes,
  'INSERT INTO operations DEFAULT VALUES',
  'INSERT INTO events DEFAULT VALUES',
  'UPDATE customers SET balance = 1000000',
  'UPDATE customers SET operations_count = 0',
  'UPDATE customers SET company_id = company_id',
  'UPDATE customers SET id = id',
  `INSERT INTO customers (company_id, login, email, first_name, last_name, balance)
   VALUES (1, 'rich', 'rich@x.example', 'a', 'b', 1000)`,
  'DELETE FROM customers',
  'UPDATE customers SET removed_at = now()',
  "UPDATE events SET changes = '[]'",
  "UPDATE events SET data = '{}'",
  "SELECT erase_customer_events(1, '{1}')",
  'DELETE FROM users',
  'UPDATE event_stream SET epoch = epoch',
  'UPDATE companies SET created_at = created_at',
  'DELETE FROM companies',
  'DROP TABLE operations',
  'ALTER TABLE operations DISABLE TRIGGER ALL',
  'CREATE TABLE mine (id int)',
])('refuses the application’s role: %s', async (statement) => {
  await expect(world.app.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('lets the application change all else about a customer', async () => {
  await world.app.query(
    `UPDATE customers SET locked_at = now(), lock_reason = 'why', version = version + 1 WHERE id = $1`,
    [customerId],
  );
  await world.app.query(
    'UPDATE customers SET locked_at = NULL, lock_reason = NULL, version = version - 1 WHERE id = $1',
    [customerId],
  );
});

test('records an event through the function alone and returns its id', async () => {
  const { rows } = await world.app.query<{ id: string }>(
    `SELECT record_event($1, 'user.blocked', 'user', $2, 2, $3, NULL, '[]', '{}') AS id`,
    [world.company.id, world.taras.id, world.olena.id],
  );
  const event = await world.db.event.findUniqueOrThrow({ where: { id: BigInt(rows[0]?.id ?? 0) } });
  expect(event).toMatchObject({ type: 'user.blocked', subjectId: world.taras.id, version: 2 });
});

test.each([
  ['a balance below zero', 'UPDATE customers SET balance = -0.01'],
  ['a lock without a reason', 'UPDATE customers SET locked_at = now()'],
  [
    'a draft under another customer’s name',
    `INSERT INTO drafts (user_id, subject, company_id, customer_id)
     SELECT u.id, 'customer:0', c.company_id, c.id FROM customers c JOIN users u USING (company_id)`,
  ],
  [
    'an operation that does not add up',
    `INSERT INTO operations (company_id, customer_id, number, kind, amount, balance_before,
       balance_after, note, idempotency_key, request_hash, customer_version)
     SELECT company_id, id, 9, 'deposit', 5, 0, 6, 'Поповнення', gen_random_uuid(), '', 9
     FROM customers`,
  ],
])('holds no row with %s', async (_, statement) => {
  await expect(world.db.$executeRawUnsafe(statement)).rejects.toThrow(/check constraint/);
});

/** r read, a append, w write (update), d delete; (w) and (a): of some columns only. */
const expected: Record<string, string> = {
  _prisma_migrations: '',
  batch_rows: 'r a w',
  batches: 'r a w',
  companies: 'r (w)',
  customer_password_links: 'r a w',
  customer_sessions: 'r a w d',
  customer_tags: 'r a d',
  customers: 'r (a) (w)',
  drafts: 'r a w d',
  event_stream: 'r',
  events: 'r',
  export_pieces: 'r a d',
  exports: 'r a w',
  layouts: 'r a w d',
  letters: 'r a w',
  operations: 'r',
  order_lines: 'r a w',
  orders: 'r a w',
  organizations: 'r a w d',
  password_tokens: 'r a w',
  prro_settings: 'r a w',
  selection_rows: 'r a w d',
  selections: 'r a w d',
  sessions: 'r a w d',
  tags: 'r a w d',
  users: 'r a (w)',
  views: 'r a w d',
};

test('gives the application’s role what is listed here and nothing else', async () => {
  const { rows } = await world.app.query<{ table: string; rights: string }>(`
    SELECT c.relname AS table, concat_ws(' ',
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'SELECT') THEN 'r' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'INSERT') THEN 'a'
           WHEN has_any_column_privilege('tandem_app', c.oid, 'INSERT') THEN '(a)' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'UPDATE') THEN 'w'
           WHEN has_any_column_privilege('tandem_app', c.oid, 'UPDATE') THEN '(w)' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'DELETE') THEN 'd' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'TRUNCATE') THEN 'TRUNCATE' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'TRIGGER') THEN 'TRIGGER' END,
      CASE WHEN has_table_privilege('tandem_app', c.oid, 'REFERENCES') THEN 'REFERENCES' END) AS rights
    FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm') AND c.relnamespace = 'public'::regnamespace
    ORDER BY 1`);
  expect(Object.fromEntries(rows.map((row) => [row.table, row.rights]))).toEqual(expected);
});

test('lets the application’s role call the three writing functions, two formats and one sum, nothing else of ours', async () => {
  const { rows } = await world.app.query<{ name: string }>(`
    SELECT p.proname AS name FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege('tandem_app', p.oid, 'EXECUTE')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    ORDER BY 1`);
  expect(rows.map((row) => row.name)).toEqual([
    'fold_text',
    'iso_time',
    'paid_from_balance',
    'post_operations',
    'record_event',
    'remove_customers',
  ]);
});

test('lets every function that runs as its owner look names up in fixed schemas only', async () => {
  const { rows } = await world.app.query<{ name: string; config: string[] | null }>(`
    SELECT proname AS name, proconfig AS config FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY 1`);
  const names = ['erase_customer_events', 'post_operations', 'record_event', 'remove_customers'];
  expect(rows).toEqual(
    names.map((name) => ({
      name,
      config: ['search_path=public, pg_temp'],
    })),
  );
});
