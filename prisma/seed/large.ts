import type { Client } from 'pg';

/**
 * A company with very many customers, for benchmarks and for seeing how the lists feel: set-based
 * SQL from first to last, in chunks, each a transaction of its own. Adds to whatever is there.
 */
export interface LargeOptions {
  customers: number;
  /** Each a deposit of 100, with its event unless `events` is false. */
  operationsPerCustomer: number;
  events?: boolean;
  log?: (line: string) => void;
}

export interface LargeCompany {
  companyId: number;
  userId: number;
  /** Ids from first to last, without gaps unless others insert at the same time. */
  firstCustomerId: number;
  lastCustomerId: number;
}

const chunkCustomers = 50_000;
const rebuildFrom = 20_000;

export async function seedLarge(owner: Client, options: LargeOptions): Promise<LargeCompany> {
  const { customers, operationsPerCustomer, events = true, log = () => undefined } = options;
  const { companyId, userId, firstOrganizationId } = await addCompany(owner);
  const rebuild = customers >= rebuildFrom ? await dropListIndexes(owner) : [];
  let firstCustomerId = 0;
  let lastCustomerId = 0;
  for (let done = 0; done < customers; done += chunkCustomers) {
    const count = Math.min(chunkCustomers, customers - done);
    await owner.query('BEGIN');
    const { rows } = await owner.query<{ first: number; last: number }>(customersSql, [
      companyId,
      done,
      count,
      operationsPerCustomer,
      firstOrganizationId,
      organizationsCount,
    ]);
    const first = rows[0]?.first ?? 0;
    const last = rows[0]?.last ?? 0;
    if (operationsPerCustomer > 0) {
      const range = [companyId, userId, first, last, operationsPerCustomer];
      await owner.query(operationsSql, range);
      if (events) await owner.query(eventsSql, [companyId, first, last]);
    }
    await owner.query('COMMIT');
    firstCustomerId ||= first;
    lastCustomerId = last;
    log(`${done + count} of ${customers} customers`);
  }
  for (const definition of rebuild) {
    await owner.query(definition);
    log(definition.slice(0, 60));
  }
  await owner.query(
    'VACUUM ANALYZE companies, users, organizations, tags, customers, customer_tags, operations, events',
  );
  return { companyId, userId, firstCustomerId, lastCustomerId };
}

const organizationsCount = 500;
const tagsCount = 20;

async function addCompany(
  owner: Client,
): Promise<{ companyId: number; userId: number; firstOrganizationId: number }> {
  const { rows } = await owner.query<{ companyId: number; userId: number }>(
    `WITH made AS (INSERT INTO companies (name) VALUES ('Велетень') RETURNING id)
     INSERT INTO users (company_id, email, phone, first_name, last_name, role)
     SELECT id, 'large' || id || '@large.example', '+38099' || lpad(id::text, 7, '0'),
       'Олена', 'Коваленко', 'superadmin' FROM made
     RETURNING company_id AS "companyId", id AS "userId"`,
  );
  const [row] = rows;
  if (!row) throw new Error('nothing was inserted');
  const organizations = await owner.query<{ first: number }>(
    `WITH made AS (INSERT INTO organizations (company_id, name)
       SELECT $1, 'Організація ' || n FROM generate_series(1, $2::int) n RETURNING id)
     SELECT min(id) AS first FROM made`,
    [row.companyId, organizationsCount],
  );
  await owner.query(
    `INSERT INTO tags (company_id, caption, color)
     SELECT $1, 'Мітка ' || n, 'gray' FROM generate_series(1, $2::int) n`,
    [row.companyId, tagsCount],
  );
  return { ...row, firstOrganizationId: organizations.rows[0]?.first ?? 0 };
}

/** Filling the lists' indexes row by row takes many times as long as making them at the end. */
async function dropListIndexes(owner: Client): Promise<string[]> {
  const { rows } = await owner.query<{ indexname: string; indexdef: string }>(
    `SELECT indexname, indexdef FROM pg_indexes
     WHERE schemaname = current_schema() AND tablename = 'customers' AND indexname LIKE '%\\_idx'`,
  );
  for (const { indexname } of rows) {
    await owner.query(`DROP INDEX ${owner.escapeIdentifier(indexname)}`);
  }
  return rows.map(({ indexdef }) => indexdef);
}

/** One of these surnames in every {@link rareEvery} customers: what a search by name has to find. */
export const rareNames = { uk: 'Гарбузенко', ru: 'Подъячев', en: 'Featherstone' } as const;
export const rareEvery = 20_000;

const customersSql = `
  WITH made AS (
    INSERT INTO customers (
      company_id, version, login, email, phone, first_name, last_name, middle_name, gender, country,
      city, organization_id, registered_at, last_sign_in_at, devices_count, email_confirmed_at,
      locked_at, lock_reason, balance, operations_count
    )
    SELECT $1, 1 + $4::int, 'klient' || n, 'klient' || n || '@large.example',
      '+38067' || lpad(n::text, 7, '0'),
      (ARRAY['Марія','Іван','Ганна','Олег','Софія','Тарас','Юлія','Назар'])[1 + n % 8],
      CASE n % ${rareEvery} WHEN 7 THEN '${rareNames.uk}' WHEN 17 THEN '${rareNames.ru}'
        WHEN 27 THEN '${rareNames.en}'
        ELSE (ARRAY['Їжакевич','Бойко','Ґудзь','Шевчук','Мельник','Кравець','Лисенко'])[1 + n % 7]
          || CASE WHEN n % 3 = 0 THEN '' ELSE ' ' || chr(1040 + n % 28) END END,
      NULL, CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END::gender, 'UA',
      (ARRAY['Київ','Львів','Одеса','Харків','Дніпро'])[1 + n % 5],
      CASE WHEN n % 8 = 0 THEN $5::int + n / 8 % $6::int END,
      now() - make_interval(mins => n),
      CASE WHEN n % 4 = 0 THEN NULL ELSE now() - make_interval(secs => n::bigint * 7919 % 2592000) END,
      n % 4, CASE WHEN n % 20 = 0 THEN NULL ELSE now() END,
      CASE WHEN n % 50 = 0 THEN now() END, CASE WHEN n % 50 = 0 THEN 'Перевірка' END,
      100.00 * $4::int, $4::int
    FROM generate_series($2::int + 1, $2::int + $3::int) n
    RETURNING id
  ), tagged AS (
    INSERT INTO customer_tags (customer_id, tag_id)
    SELECT m.id, t.id FROM made m JOIN tags t ON t.company_id = $1 AND m.id % 40 IN (t.id % 40, t.id % 7)
  )
  SELECT min(id) AS first, max(id) AS last FROM made`;

const operationsSql = `
  INSERT INTO operations (
    company_id, customer_id, number, kind, amount, balance_before, balance_after, note, author_id,
    idempotency_key, request_hash, customer_version, created_at
  )
  SELECT $1, c.id, n, 'deposit', 100, 100.00 * (n - 1), 100.00 * n, 'Поповнення рахунку', $2,
    gen_random_uuid(), 'seed', n + 1, now() - interval '1 hour' * ($5::int + 1 - n)
  FROM customers c CROSS JOIN generate_series(1, $5::int) n
  WHERE c.company_id = $1 AND c.id BETWEEN $3 AND $4 ORDER BY n, c.id`;

const eventsSql = `
  INSERT INTO events (
    company_id, type, subject_type, subject_id, version, author_id, mutation_id, changes, data,
    created_at
  )
  SELECT o.company_id, 'operation.deposited', 'customer', o.customer_id, o.customer_version,
    o.author_id, o.idempotency_key,
    jsonb_build_array(jsonb_build_object(
      'field', 'balance', 'old', o.balance_before::text, 'new', o.balance_after::text)),
    jsonb_build_object('operation', jsonb_build_object(
      'id', o.id, 'customerId', o.customer_id, 'number', o.number, 'kind', o.kind,
      'amount', o.amount::text, 'balanceBefore', o.balance_before::text,
      'balanceAfter', o.balance_after::text, 'note', o.note,
      'author', jsonb_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name),
      'order', NULL, 'reverses', NULL, 'reversedBy', NULL, 'createdAt', iso_time(o.created_at))),
    o.created_at
  FROM operations o JOIN users u ON u.id = o.author_id
  WHERE o.company_id = $1 AND o.customer_id BETWEEN $2 AND $3
  ORDER BY o.number, o.customer_id`;
