/**
 * Which customers a question means and in which order, as SQL: one text for the list, its total, the
 * views' counts, acting on many and taking out. The table is called `c`. Values travel as parameters.
 * Reads nothing by itself, and knows no rights but the scope.
 */
import { Prisma } from '#prisma/generated/client.ts';
import type { Scope } from '#server/shared/actor.ts';
import type {
  CustomerFilter,
  CustomerQuestion,
  CustomerSortKey,
  CustomerStatus,
  RegisteredPreset,
} from '#server/shared/customer-filter.ts';
import { plannedAnew } from './statement-names.ts';
import { searchCondition, textOrder } from './text-search.ts';

/** The order of customerStatuses: the strictest first. */
const statusNumber = Prisma.sql`(CASE WHEN c.locked_at IS NOT NULL THEN 0
  WHEN c.locked_out_until > now() THEN 1 WHEN c.password_reset_at IS NOT NULL THEN 2
  WHEN c.email_confirmed_at IS NULL THEN 3 ELSE 4 END)`;
/** The facts as the indexes have them: 0 or 1. */
const isLocked = Prisma.sql`(CASE WHEN c.locked_at IS NULL THEN 0 ELSE 1 END)`;
const isConfirmed = Prisma.sql`(CASE WHEN c.email_confirmed_at IS NULL THEN 0 ELSE 1 END)`;
const isReset = Prisma.sql`(CASE WHEN c.password_reset_at IS NULL THEN 0 ELSE 1 END)`;
const isFree = Prisma.sql`${isLocked} = 0
  AND (c.locked_out_until IS NULL OR c.locked_out_until <= now())`;

/** The same as {@link statusNumber}, fact by fact, so that a rare status is found by an index. */
const statusConditions: Record<CustomerStatus, Prisma.Sql> = {
  locked: Prisma.sql`${isLocked} = 1`,
  lockedOut: Prisma.sql`${isLocked} = 0 AND c.locked_out_until > now()`,
  passwordReset: Prisma.sql`${isFree} AND ${isReset} = 1`,
  notConfirmed: Prisma.sql`${isFree} AND ${isReset} = 0 AND ${isConfirmed} = 0`,
  enabled: Prisma.sql`${isFree} AND ${isReset} = 0 AND ${isConfirmed} = 1`,
};

export interface ListOrder {
  expression: Prisma.Sql;
  /** What a place's value is compared as. */
  type: Prisma.Sql;
}

const number = (expression: Prisma.Sql): ListOrder => ({ expression, type: Prisma.sql`int` });

/** Ukrainian order for text. Never null, so that one comparison of rows finds any place. */
export const customerOrders: Record<CustomerSortKey, ListOrder> = {
  id: number(Prisma.sql`c.id`),
  login: textOrder(Prisma.sql`c.login`),
  name: textOrder(Prisma.sql`(c.last_name || ' ' || c.first_name)`),
  lastName: textOrder(Prisma.sql`c.last_name`),
  email: textOrder(Prisma.sql`c.email`),
  phone: textOrder(Prisma.sql`coalesce(c.phone, '')`),
  status: number(statusNumber),
  balance: { expression: Prisma.sql`c.balance`, type: Prisma.sql`numeric` },
  registeredAt: { expression: Prisma.sql`c.registered_at`, type: Prisma.sql`timestamptz` },
  city: textOrder(Prisma.sql`coalesce(c.city, '')`),
  country: textOrder(Prisma.sql`coalesce(c.country, '')`),
  organization: textOrder(
    Prisma.sql`coalesce((SELECT o.name FROM organizations o WHERE o.id = c.organization_id), '')`,
  ),
  tags: textOrder(
    Prisma.sql`coalesce((SELECT string_agg(t.caption, ', ' ORDER BY t.caption)
      FROM customer_tags ct JOIN tags t ON t.id = ct.tag_id WHERE ct.customer_id = c.id), '')`,
  ),
  emailConfirmed: number(isConfirmed),
  passwordStatus: number(isReset),
  lastSignInAt: {
    expression: Prisma.sql`coalesce(c.last_sign_in_at, '-infinity'::timestamptz)`,
    type: Prisma.sql`timestamptz`,
  },
  devicesCount: number(Prisma.sql`c.devices_count`),
};

export interface JoinedOrder extends ListOrder {
  join: Prisma.Sql;
}

/**
 * The same orders over very many rows: one pass over the other table instead of a look into it for
 * each row.
 */
export const joinedOrders: Partial<Record<CustomerSortKey, JoinedOrder>> = {
  organization: {
    ...textOrder(Prisma.sql`coalesce(so.name, '')`),
    join: Prisma.sql`LEFT JOIN organizations so ON so.id = c.organization_id`,
  },
  tags: {
    ...textOrder(Prisma.sql`coalesce(st.captions, '')`),
    join: Prisma.sql`LEFT JOIN (
      SELECT ct.customer_id, string_agg(t.caption, ', ' ORDER BY t.caption) AS captions
      FROM customer_tags ct JOIN tags t ON t.id = ct.tag_id GROUP BY ct.customer_id
    ) st ON st.customer_id = c.id`,
  },
};

export interface AskedCustomers extends Pick<CustomerQuestion, 'search' | 'filter'> {
  /** The company's zone, in which calendar days begin. */
  timeZone: string;
}

/** All customers of the scope that the question means. */
export function customerCondition({ companyId }: Scope, asked: AskedCustomers): Prisma.Sql {
  const found = searchCondition(asked.search, {
    id: Prisma.sql`c.id`,
    text: Prisma.sql`c.search_text`,
  });
  const conditions = [Prisma.sql`c.company_id = ${companyId}`, found, ...filterConditions(asked)];
  const joined = Prisma.join(conditions, ' AND ');
  // How many match decides how they are best found.
  return isNarrowed(asked) ? Prisma.sql`${joined} ${plannedAnew}` : joined;
}

/** Is anything asked for but everybody? */
export function isNarrowed({ search, filter }: Pick<AskedCustomers, 'search' | 'filter'>): boolean {
  return search !== '' || Object.keys(filter).length > 0;
}

/** A total is exact up to here: counting on would cost more than the page itself. */
export const countMax = 10_000;

/** A query of one number, `count`: how many there are, or one more than {@link countMax}. */
export function cappedCount(scope: Scope, asked: AskedCustomers): Prisma.Sql {
  return Prisma.sql`SELECT count(*)::int AS count FROM (
    SELECT FROM customers c WHERE ${customerCondition(scope, asked)} LIMIT ${countMax + 1}) counted`;
}

export function toTotal(count: number): { total: number; totalIsCapped: boolean } {
  return { total: Math.min(count, countMax), totalIsCapped: count > countMax };
}

function like(column: Prisma.Sql, typed: string): Prisma.Sql {
  return Prisma.sql`${column} LIKE '%' || fold_text(${typed.replace(/[\\%_]/g, '\\$&')}) || '%'`;
}

/** Any part of one field: the index over all text finds those that may, the field itself decides. */
function partOf(column: Prisma.Sql, typed: string): Prisma.Sql {
  return Prisma.sql`${like(Prisma.sql`c.search_text`, typed)}
    AND ${like(Prisma.sql`fold_text(${column})`, typed)}`;
}

const textColumns = {
  login: Prisma.sql`c.login`,
  lastName: Prisma.sql`c.last_name`,
  email: Prisma.sql`c.email`,
  city: Prisma.sql`c.city`,
} as const;

function filterConditions({ filter, timeZone }: AskedCustomers): Prisma.Sql[] {
  const conditions: Prisma.Sql[] = [];
  if (filter.id !== undefined) conditions.push(Prisma.sql`c.id = ${filter.id}`);
  for (const name of ['login', 'lastName', 'email', 'city'] as const) {
    const typed = filter[name];
    if (typed !== undefined) conditions.push(partOf(textColumns[name], typed));
  }
  if (filter.phone !== undefined) conditions.push(phoneCondition(filter.phone));
  if (filter.statuses) {
    const any = filter.statuses.map((status) => Prisma.sql`(${statusConditions[status]})`);
    conditions.push(Prisma.sql`(${Prisma.join(any, ' OR ')})`);
  }
  if (filter.onlyActive) conditions.push(statusConditions.enabled);
  if (filter.tagIds) {
    conditions.push(Prisma.sql`EXISTS (SELECT FROM customer_tags ct
      WHERE ct.customer_id = c.id AND ct.tag_id = ANY(${filter.tagIds}::int[]))`);
  }
  if (filter.organizationId !== undefined) {
    conditions.push(Prisma.sql`c.organization_id = ${filter.organizationId}`);
  }
  if (filter.country !== undefined) {
    conditions.push(Prisma.sql`${customerOrders.country.expression} = ${filter.country}`);
  }
  if (filter.balanceFrom !== undefined) {
    conditions.push(Prisma.sql`c.balance >= ${filter.balanceFrom}::numeric`);
  }
  if (filter.balanceTo !== undefined) {
    conditions.push(Prisma.sql`c.balance <= ${filter.balanceTo}::numeric`);
  }
  return [...conditions, ...registeredConditions(filter, timeZone)];
}

/** Digits alone, so that any notation finds it; without one digit nothing is a phone number. */
function phoneCondition(typed: string): Prisma.Sql {
  const digits = typed.replace(/\D/g, '');
  if (digits === '') return Prisma.sql`false`;
  return Prisma.sql`c.search_text LIKE ${`%${digits}%`} AND c.phone LIKE ${`%${digits}%`}`;
}

/** First and last day, both included, in days of the company's zone from `today`. */
const presets: Record<RegisteredPreset, (today: Prisma.Sql) => [Prisma.Sql, Prisma.Sql]> = {
  today: (today) => [today, today],
  yesterday: (today) => [Prisma.sql`${today} - 1`, Prisma.sql`${today} - 1`],
  last7Days: (today) => [Prisma.sql`${today} - 6`, today],
  last30Days: (today) => [Prisma.sql`${today} - 29`, today],
  thisMonth: (today) => [Prisma.sql`date_trunc('month', ${today}::timestamp)::date`, today],
  lastMonth: (today) => [
    Prisma.sql`(date_trunc('month', ${today}::timestamp) - interval '1 month')::date`,
    Prisma.sql`date_trunc('month', ${today}::timestamp)::date - 1`,
  ],
  thisYear: (today) => [Prisma.sql`date_trunc('year', ${today}::timestamp)::date`, today],
};

function registeredConditions(filter: CustomerFilter, timeZone: string): Prisma.Sql[] {
  const midnight = (day: Prisma.Sql) => Prisma.sql`(${day})::timestamp AT TIME ZONE ${timeZone}`;
  const since = (day: Prisma.Sql) => Prisma.sql`c.registered_at >= ${midnight(day)}`;
  const until = (day: Prisma.Sql) =>
    Prisma.sql`c.registered_at < ${midnight(Prisma.sql`${day} + 1`)}`;
  if (filter.registeredPreset !== undefined) {
    const today = Prisma.sql`(now() AT TIME ZONE ${timeZone})::date`;
    const [first, last] = presets[filter.registeredPreset](today);
    return [since(first), until(last)];
  }
  const { registeredFrom: from, registeredTo: to } = filter;
  return [
    ...(from === undefined ? [] : [since(Prisma.sql`${from}::date`)]),
    ...(to === undefined ? [] : [until(Prisma.sql`${to}::date`)]),
  ];
}
