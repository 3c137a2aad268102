import type { Client } from 'pg';
import { hashPassword } from '#server/infra/auth/password.ts';
import { rowsOf } from './account.ts';
import type { CustomerRows } from './customers.ts';
import { addCustomers } from './customers.ts';
import type { Row } from './insert.ts';
import { continueIds, insertRows } from './insert.ts';
import { makePhone, transliterate } from './people.ts';
import { organizationNames, tagCaptions } from './places.ts';
import { Random } from './random.ts';
import { demoPassword, demoSignIns } from './sign-ins.ts';

/**
 * Two companies with users, 500 customers and a year of their past, up to `now`; the same on every
 * machine but for the dates. Fills an empty database and nothing else.
 */
const companies = [
  { name: 'Барвінок', customersCount: 320, website: 'barvinok.example' },
  { name: 'Крила', customersCount: 180, website: 'kryla.example' },
];

/** @returns false, and nothing is done, when the database holds any company */
export async function seedDemo(owner: Client, now: Date = new Date()): Promise<boolean> {
  await owner.query('BEGIN');
  try {
    // Two processes may start on one empty database.
    await owner.query('LOCK TABLE companies IN SHARE ROW EXCLUSIVE MODE');
    const { rowCount } = await owner.query('SELECT FROM companies LIMIT 1');
    if (!rowCount) await fill(owner, now);
    await owner.query('COMMIT');
    return !rowCount;
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

async function fill(owner: Client, now: Date): Promise<void> {
  const random = new Random(20_261_121);
  const rows: CustomerRows = {
    customers: [],
    customerTags: [],
    sessions: [],
    accounts: [],
    orders: [],
    lines: [],
  };
  const users = userRows(await hashPassword(demoPassword), random, now);
  const organizations = organizationNames.map((name, at) => ({
    id: at + 1,
    company_id: at % 3 === 2 ? 2 : 1,
    name,
    // Every fifth belongs to an earlier one of the same company.
    parent_id: at % 5 === 4 && at >= 3 ? at - 2 : null,
  }));
  const tags = companies.flatMap((_, company) =>
    tagCaptions.map(([caption, color], at) => ({
      id: company * tagCaptions.length + at + 1,
      company_id: company + 1,
      caption,
      color,
    })),
  );
  for (const [at, company] of companies.entries()) {
    const id = at + 1;
    const authors = users
      .filter((user) => user.company_id === id)
      .map((user) => ({ id: user.id, name: `${user.first_name} ${user.last_name}` }));
    const seed = {
      ...company,
      id,
      authors,
      organizations: organizations.filter((row) => row.company_id === id),
      tags: tags.filter((tag) => tag.company_id === id).map(({ company_id: _, ...tag }) => tag),
    };
    addCustomers(seed, { random, now }, rows);
  }
  await write(owner, { rows, users, organizations, tags });
}

interface Everything {
  rows: CustomerRows;
  users: Row[];
  organizations: Row[];
  tags: Row[];
}

async function write(owner: Client, { rows, users, organizations, tags }: Everything) {
  const companyRows = companies.map(({ name }, at) => ({ id: at + 1, name }));
  await insertRows(owner, 'companies', companyRows);
  await insertRows(owner, 'users', users);
  await insertRows(owner, 'organizations', organizations);
  await insertRows(owner, 'tags', tags);
  await insertRows(owner, 'customers', rows.customers);
  await insertRows(owner, 'customer_tags', rows.customerTags);
  await insertRows(owner, 'customer_sessions', rows.sessions);
  await insertRows(owner, 'orders', rows.orders);
  await insertRows(
    owner,
    'order_lines',
    rows.lines.map((line, at) => ({ id: at + 1, ...line })),
  );
  const steps = rows.accounts
    .flatMap((account) => account.steps)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.version - b.version);
  const { operations, events } = rowsOf(steps);
  await insertRows(owner, 'operations', operations);
  await insertRows(owner, 'events', events);
  await continueIds(owner, [
    'companies',
    'users',
    'organizations',
    'tags',
    'customers',
    'orders',
    'order_lines',
    'operations',
    'events',
  ]);
}

function userRows(passwordHash: string, random: Random, now: Date) {
  return demoSignIns.map((signIn, at) => {
    const [firstName = '', lastName = ''] = signIn.name.split(' ');
    return {
      id: at + 1,
      company_id: companies.findIndex(({ name }) => name === signIn.company) + 1,
      email: signIn.email,
      phone: makePhone(random, 90_000 + at),
      first_name: firstName,
      last_name: lastName,
      role: signIn.role,
      password_hash: passwordHash,
      created_at: new Date(now.getTime() - (500 - at * 40) * 86_400_000).toISOString(),
      language: transliterate(firstName) === 'dmytro' ? 'ru' : 'uk',
    };
  });
}
