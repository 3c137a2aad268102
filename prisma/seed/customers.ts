import { Account } from './account.ts';
import type { Author } from './account.ts';
import type { Row } from './insert.ts';
import { comments } from './notes.ts';
import { livePast, maybeLock } from './past.ts';
import type { OrderRows } from './past.ts';
import { makePerson, makePhone, transliterate } from './people.ts';
import { cities, streets } from './places.ts';
import { liveProfile } from './profile.ts';
import type { Tag } from './profile.ts';
import type { Random } from './random.ts';
import { fromMinor } from '#server/shared/money.ts';

/** The demo's customers with their past; ids run on over both companies. */
export interface CompanySeed {
  id: number;
  customersCount: number;
  authors: readonly Author[];
  organizations: readonly { id: number; name: string }[];
  tags: readonly Tag[];
  website: string;
}

export interface CustomerRows extends OrderRows {
  customers: Row[];
  customerTags: Row[];
  sessions: Row[];
  accounts: Account[];
}

const dayMs = 86_400_000;

export function addCustomers(
  company: CompanySeed,
  { random, now }: { random: Random; now: Date },
  rows: CustomerRows,
): void {
  const logins = new Set<string>();
  for (let count = 0; count < company.customersCount; count += 1) {
    const id = rows.customers.length + 1;
    const registeredAt = random.moment(daysBefore(now, 1_100), daysBefore(now, 9));
    const account = new Account(id, company.id);
    const yearAgo = daysBefore(now, 365);
    const year = {
      random,
      from: registeredAt > yearAgo ? registeredAt : yearAgo,
      to: new Date(now.getTime() - 600_000),
      authors: company.authors,
      busyness: random.chance(0.04) ? random.whole(80, 240) : random.whole(0, 24),
    };
    livePast(account, year, rows);
    maybeLock(account, year);
    rows.accounts.push(account);
    const customer = customerRow(company, { account, random, now, registeredAt, logins });
    rows.customers.push(customer);
    const tags = company.tags.filter(() => random.chance(0.09));
    rows.customerTags.push(...tags.map((tag) => ({ customer_id: id, tag_id: tag.id })));
    if (!account.lock && random.chance(0.15)) rows.sessions.push(sessionRow(id, random, now));
    const { authors, organizations } = company;
    liveProfile({ account, row: customer, tags, authors, organizations, registeredAt, now });
  }
}

interface CustomerSeed {
  account: Account;
  random: Random;
  now: Date;
  registeredAt: Date;
  logins: Set<string>;
}

function customerRow(company: CompanySeed, seed: CustomerSeed): Row {
  const { account, random, now, registeredAt } = seed;
  const person = makePerson(random);
  const login = freeLogin(
    seed,
    `${transliterate(person.firstName)}.${transliterate(person.lastName)}`,
  );
  const confirmed = random.chance(0.93);
  const lastSignIn = confirmed ? random.moment(registeredAt, now).toISOString() : null;
  return {
    id: account.id,
    company_id: company.id,
    version: account.version,
    login,
    email: `${login}@${random.pick(['poshta', 'skrynka', 'lyst'])}.example`,
    phone: random.chance(0.96) ? makePhone(random, account.id) : null,
    first_name: person.firstName,
    last_name: person.lastName,
    middle_name: random.chance(0.8) ? person.middleName : null,
    gender: person.gender,
    birthday: random
      .moment(new Date('1955-01-01'), new Date('2006-12-31'))
      .toISOString()
      .slice(0, 10),
    ...addressOf(random),
    language: random.pick(['uk', 'uk', 'uk', 'uk', 'ru', 'en']),
    time_zone: 'Europe/Kyiv',
    ...legalOf(company, random, person.lastName),
    website: company.website,
    sales_representative_id: random.chance(0.3) ? random.pick(company.authors).id : null,
    comment: random.chance(0.15) ? random.pick(comments) : null,
    registered_at: registeredAt.toISOString(),
    last_sign_in_at: lastSignIn,
    devices_count: lastSignIn ? random.whole(1, 4) : 0,
    ...stateOf(seed, confirmed),
    balance: fromMinor(account.balance),
    operations_count: account.operationsCount,
  };
}

function stateOf({ account, random, now, registeredAt }: CustomerSeed, confirmed: boolean): Row {
  const { lock } = account;
  const soon = new Date(now.getTime() + random.whole(1, 48) * 3_600_000);
  const lockedOut = random.chance(0.03);
  const reset = random.chance(0.04);
  return {
    locked_at: lock?.at ?? null,
    locked_by_id: lock?.by?.id ?? null,
    lock_reason: lock?.reason ?? null,
    lock_message: lock?.message ?? null,
    locked_out_until: lockedOut ? soon.toISOString() : null,
    email_confirmed_at: confirmed ? new Date(registeredAt.getTime() + 900_000).toISOString() : null,
    password_reset_at: reset ? daysBefore(now, random.whole(1, 20)).toISOString() : null,
  };
}

function addressOf(random: Random): Row {
  const [city, region, postal] = random.pick(cities);
  const flat = random.chance(0.7) ? `кв. ${random.whole(1, 180)}` : null;
  return {
    country: 'UA',
    region,
    city,
    address_line1: `${random.pick(streets)}, ${random.whole(1, 140)}`,
    address_line2: flat,
    postal_code: `${postal}${random.digits(3)}`,
  };
}

function legalOf(company: CompanySeed, random: Random, lastName: string): Row {
  const dice = random.next();
  if (dice < 0.16) {
    const organization = random.pick(company.organizations);
    return {
      legal_type: 'company',
      legal_name: `ТОВ «${organization.name}»`,
      tax_number: `3${random.digits(7)}`,
      organization_id: organization.id,
    };
  }
  const trader = dice < 0.3;
  return {
    legal_type: trader ? 'sole_trader' : 'person',
    legal_name: trader ? `ФОП ${lastName}` : null,
    tax_number: trader ? `2${random.digits(9)}` : null,
    organization_id: null,
  };
}

function sessionRow(customerId: number, random: Random, now: Date): Row {
  const createdAt = random.moment(daysBefore(now, 6), now);
  return {
    id: `${random.uuid()}${random.uuid()}`.replaceAll('-', ''),
    customer_id: customerId,
    created_at: createdAt.toISOString(),
    last_seen_at: random.moment(createdAt, now).toISOString(),
    expires_at: new Date(createdAt.getTime() + 7 * dayMs).toISOString(),
    ip_address: `93.7${random.whole(0, 9)}.${random.whole(1, 254)}.${random.whole(1, 254)}`,
    user_agent: 'Mozilla/5.0',
  };
}

function freeLogin({ logins }: CustomerSeed, wanted: string): string {
  let login = wanted;
  for (let serial = 2; logins.has(login); serial += 1) login = `${wanted}${serial}`;
  logins.add(login);
  return login;
}

function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * dayMs);
}
