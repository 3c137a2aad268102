import type { Client } from 'pg';
import { hashPassword } from '#server/infra/auth/password.ts';
import { demoPassword } from './sign-ins.ts';

/**
 * The smallest world in which tests of several people make sense: two companies, in each a
 * superadmin and an admin (password as in the demo), and twelve customers without a past.
 */
export interface SmallWorld {
  companies: { id: number; superadminId: number; adminId: number; customerIds: number[] }[];
}

export async function seedSmall(owner: Client): Promise<SmallWorld> {
  const passwordHash = await hashPassword(demoPassword);
  const companies: SmallWorld['companies'] = [];
  for (const [at, name] of ['Перша', 'Друга'].entries()) {
    const id = await insertId(owner, `INSERT INTO companies (name) VALUES ($1) RETURNING id`, [
      name,
    ]);
    const user = `INSERT INTO users (company_id, email, phone, first_name, last_name, role, password_hash)
      VALUES ($1, $2, $3, $4, $5, $6::user_role, $7) RETURNING id`;
    const people = [
      [id, `super${at + 1}@small.example`, `+38050000000${at}`, 'Олена', 'Коваленко', 'superadmin'],
      [id, `admin${at + 1}@small.example`, `+38050000001${at}`, 'Тарас', 'Мельник', 'admin'],
    ];
    const [superadminId = 0, adminId = 0] = await inTurn(people, (values) =>
      insertId(owner, user, [...values, passwordHash]),
    );
    const { rows } = await owner.query<{ id: number }>(
      `INSERT INTO customers (company_id, login, email, phone, first_name, last_name, email_confirmed_at)
       SELECT $1, 'customer' || g, 'customer' || g || '@small.example', '+3806300000' || (10 * $1 + g),
         (ARRAY['Марія', 'Іван', 'Ганна'])[g % 3 + 1], (ARRAY['Їжак', 'Бойко', 'Ґудзь'])[g % 3 + 1], now()
       FROM generate_series(1, 6) g RETURNING id`,
      [id],
    );
    companies.push({ id, superadminId, adminId, customerIds: rows.map((row) => row.id) });
  }
  return { companies };
}

async function insertId(owner: Client, sql: string, values: unknown[]): Promise<number> {
  const { rows } = await owner.query<{ id: number }>(sql, values);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('nothing was inserted');
  return id;
}

async function inTurn<Item, Result>(
  items: Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}
