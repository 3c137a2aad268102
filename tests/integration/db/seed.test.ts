import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedDemo } from '#prisma/seed/demo.ts';
import { seedLarge } from '#prisma/seed/large.ts';
import { demoPassword, demoSignIns } from '#prisma/seed/sign-ins.ts';
import { seedSmall } from '#prisma/seed/small.ts';
import { eventCatalogue } from '#server/features/event/schema.ts';
import { verifyPassword } from '#server/infra/auth/password.ts';
import type { World } from './world.ts';
import { brokenCustomers, createEmptyWorld } from './world.ts';

let world: Pick<World, 'app' | 'close' | 'url'>;
let owner: Client;
const now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  world = await createEmptyWorld();
  owner = new Client({ connectionString: world.url });
  await owner.connect();
  expect(await seedDemo(owner, now)).toBe(true);
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

async function query(sql: string): Promise<Record<string, unknown>[]> {
  return (await owner.query<Record<string, unknown>>(sql)).rows;
}

test('the demo’s past obeys the ledger: sums, chains, versions', async () => {
  expect(await brokenCustomers(world)).toEqual([]);
});

test('the demo’s events are as their schemas say', async () => {
  const rows = await query('SELECT type, data FROM events');
  expect(rows.length).toBeGreaterThan(5_000);
  for (const { type, data } of rows) {
    const schema = eventCatalogue[type as keyof typeof eventCatalogue];
    expect(schema.safeParse(data).success).toBe(true);
  }
});

test('what the demo’s orders are paid is what their operations say', async () => {
  expect(
    await query(`
      SELECT d.number FROM orders d JOIN LATERAL (
        SELECT coalesce(-sum(o.amount), 0) AS paid FROM operations o WHERE o.order_id = d.id) o ON true
      WHERE o.paid <> paid_from_balance(d.id) OR d.paid NOT IN (o.paid, o.paid + d.sum)
        OR (o.paid <> 0 AND d.paid <> o.paid)`),
  ).toEqual([]);
  expect(
    await query(`
      SELECT d.number FROM orders d LEFT JOIN events e
        ON e.subject_type = 'order' AND e.subject_id = d.id AND e.type = 'order.cancelled'
      WHERE (d.status = 'cancelled') <> (e.id IS NOT NULL)
        OR d.version <> coalesce(e.version, 1) OR d.cancel_reason <> e.data->>'reason'
        OR NOT coalesce(e.data->'refund' = 'null' OR EXISTS (
          SELECT FROM operations r WHERE r.id = (e.data->'refund'->>'id')::int AND r.kind = 'refund'
            AND r.order_id = d.id AND r.amount = (e.data->'refund'->>'amount')::numeric), true)`),
  ).toEqual([]);
});

test('the demo’s profiles came to be by what is on record', async () => {
  const [counts] = await query(`
    SELECT count(*) FILTER (WHERE type = 'customer.created')::int AS created,
      count(*) FILTER (WHERE type = 'customer.edited')::int AS edited,
      count(*) FILTER (WHERE type = 'customer.created' AND version <> 1)::int AS late FROM events`);
  expect(counts?.['created']).toBeGreaterThan(40);
  expect(counts?.['edited']).toBeGreaterThan(100);
  expect(counts?.['late']).toBe(0);
  // The last value on record of each field stands in the customer's row.
  expect(
    await query(`
      SELECT c.id, last.field FROM customers c JOIN LATERAL (
        SELECT DISTINCT ON (change->>'field') change->>'field' AS field, change->>'new' AS value
        FROM events e, jsonb_array_elements(e.changes) change
        WHERE e.subject_type = 'customer' AND e.subject_id = c.id AND change->>'field' <> 'tags'
          AND e.type IN ('customer.created', 'customer.edited')
        ORDER BY change->>'field', e.version DESC) last ON true
      WHERE last.value IS DISTINCT FROM jsonb_build_object('phone', phone, 'email', email,
        'comment', comment, 'region', region, 'city', city, 'addressLine1', address_line1,
        'postalCode', postal_code, 'lastName', last_name, 'organizationId', organization_id,
        'login', login)->>last.field
        AND last.field IN ('phone', 'email', 'comment', 'region', 'city', 'addressLine1',
          'postalCode', 'lastName', 'organizationId', 'login')`),
  ).toEqual([]);
  // Each old value is the one that the event before has set.
  expect(
    await query(`
      SELECT * FROM (
        SELECT e.subject_id, change->>'field' AS field, change->>'old' AS old,
          lag(change->>'new') OVER (PARTITION BY e.subject_id, change->>'field' ORDER BY e.version)
            AS before,
          bool_or(e.type = 'customer.created') OVER (PARTITION BY e.subject_id) AS "isWhole"
        FROM events e, jsonb_array_elements(e.changes) change
        WHERE e.type IN ('customer.created', 'customer.edited') AND change->>'field' <> 'tags'
      ) told WHERE "isWhole" AND old IS DISTINCT FROM before`),
  ).toEqual([]);
});

test('the demo runs only on an empty database', async () => {
  expect(await seedDemo(owner, now)).toBe(false);
  expect(await query('SELECT count(*)::int AS companies FROM companies')).toEqual([
    { companies: 2 },
  ]);
});

test('everyone in the list of demo sign-ins is there with the documented password', async () => {
  const rows = await query(
    `SELECT email, first_name || ' ' || last_name AS name, role::text, c.name AS company,
       password_hash FROM users u JOIN companies c ON c.id = company_id ORDER BY u.id`,
  );
  const hash = rows[0]?.['password_hash'];
  expect(rows.map(({ password_hash: _, ...rest }) => rest)).toEqual(demoSignIns);
  expect(await verifyPassword(String(hash), demoPassword)).toBe(true);
});

test('the demo has customers in every state and orders in every status', async () => {
  const [counts] = await query(`
    SELECT count(*)::int AS all, count(locked_at)::int AS locked, count(locked_out_until)::int AS "lockedOut",
      count(*) FILTER (WHERE email_confirmed_at IS NULL)::int AS unconfirmed,
      count(password_reset_at)::int AS reset FROM customers`);
  expect(counts?.['all']).toBe(500);
  for (const state of ['locked', 'lockedOut', 'unconfirmed', 'reset']) {
    expect(counts?.[state]).toBeGreaterThan(5);
  }
  expect(await query('SELECT DISTINCT status FROM orders')).toHaveLength(7);
});

test('new rows after the demo get ids of their own', async () => {
  await query(`INSERT INTO customers (company_id, login, email, first_name, last_name)
    VALUES (1, 'new', 'new@x.example', 'Нова', 'Клієнтка')`);
});

test('phones are of Ukrainian operators (S4-17 to S4-20)', async () => {
  expect(
    await query(`SELECT phone FROM customers WHERE phone !~
      '^\\+380(39|67|68|77|96|97|98|50|66|95|99|63|73|93|91|92|89|94)\\d{7}$'`),
  ).toEqual([]);
});

test('the large world adds as many as asked, by the same rules', async () => {
  const large = await seedLarge(owner, { customers: 300, operationsPerCustomer: 3 });
  expect(large.lastCustomerId - large.firstCustomerId).toBe(299);
  expect(await brokenCustomers(world)).toEqual([]);
  const rows = await query(`SELECT data FROM events WHERE company_id = ${large.companyId} LIMIT 5`);
  for (const { data } of rows) {
    expect(eventCatalogue['operation.deposited'].safeParse(data).success).toBe(true);
  }
});

test('the small world is two companies with two users and six customers each', async () => {
  const small = await seedSmall(owner);
  expect(small.companies.map((company) => company.customerIds.length)).toEqual([6, 6]);
});
