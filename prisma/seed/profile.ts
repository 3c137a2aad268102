import { customerFields } from '#server/shared/customer-fields.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { Account, Author } from './account.ts';
import type { Row } from './insert.ts';
import { makePhone } from './people.ts';
import { cities, streets } from './places.ts';
import { Random } from './random.ts';

/**
 * How a customer's profile came to be what it is: who added the customer, and what colleagues
 * corrected since. Told backwards from the row as it stands, so that both agree.
 */
export interface Tag {
  id: number;
  caption: string;
  color: string;
}

export interface Profile {
  account: Account;
  /** The customer's row; its version grows with every correction. */
  row: Row;
  tags: readonly Tag[];
  authors: readonly Author[];
  organizations: readonly { id: number; name: string }[];
  registeredAt: Date;
  now: Date;
}

const dayMs = 86_400_000;

export function liveProfile(profile: Profile): void {
  const { account, row, authors, registeredAt, now } = profile;
  // Chance of its own, so that the rest of the demo does not depend on how profiles are told.
  const random = new Random(account.id * 7_919);
  const initial = new Map(Object.entries(row));
  const tags = new Set(profile.tags);
  for (const at of momentsOf(profile, random)) {
    const correction = random.pick([phone, comment, address, email, tag])({
      profile,
      random,
      initial,
      tags,
    });
    if (correction) {
      account.tell({ ...author(random, authors), type: 'customer.edited', at, ...correction });
    }
  }
  row['version'] = account.version;
  const isRecent = now.getTime() - registeredAt.getTime() < 365 * dayMs;
  if (isRecent && random.chance(0.5)) {
    const told = birth(profile, { initial, tags, random });
    account.tell({
      ...author(random, authors),
      type: 'customer.created',
      at: registeredAt,
      ...told,
    });
  }
}

function author(random: Random, authors: readonly Author[]) {
  return { author: random.pick(authors), mutationId: random.uuid() };
}

/** After everything else that happened, in order; none for two customers of three. */
function momentsOf({ account, registeredAt, now }: Profile, random: Random): Date[] {
  const count = random.chance(0.35) ? random.whole(1, 3) : 0;
  const last = account.steps.at(-1)?.at.getTime() ?? registeredAt.getTime();
  const from = Math.max(last + 60_000, registeredAt.getTime() + 3_600_000);
  const to = now.getTime() - 300_000;
  if (from + count * 60_000 >= to) return [];
  const moments = Array.from({ length: count }, () => random.moment(new Date(from), new Date(to)));
  return moments.sort((a, b) => a.getTime() - b.getTime());
}

interface Correction {
  changes: FieldChange[];
  data: Row;
}

interface Telling {
  profile: Profile;
  random: Random;
  /** What stood in the row when the customer was added. */
  initial: Map<string, unknown>;
  /** The tags at that time. */
  tags: Set<Tag>;
}

/** A field that was corrected once: it had another value before. Null if it was corrected already. */
function corrected(
  { profile, initial }: Telling,
  old: Record<string, FieldValue>,
): Correction | null {
  const columns = Object.keys(old).map((field) => [field, columnOf(field)] as const);
  if (columns.some(([, column]) => initial.get(column) !== profile.row[column])) return null;
  const changes = columns.map(([field, column]) => {
    const before = old[field] ?? null;
    initial.set(column, before);
    return { field, old: before, new: profile.row[column] as FieldValue };
  });
  return { changes: changes.filter((change) => change.old !== change.new), data: {} };
}

function phone(telling: Telling): Correction | null {
  const { profile, random } = telling;
  if (profile.row['phone'] === null) return null;
  return corrected(telling, { phone: makePhone(random, 70_000 + profile.account.id) });
}

function comment(telling: Telling): Correction | null {
  return telling.profile.row['comment'] === null ? null : corrected(telling, { comment: null });
}

function address(telling: Telling): Correction | null {
  const { random } = telling;
  const [city, region, postal] = random.pick(cities);
  const street = `${random.pick(streets)}, ${random.whole(1, 140)}`;
  const postalCode = `${postal}${random.digits(3)}`;
  return corrected(telling, { region, city, addressLine1: street, postalCode });
}

function email(telling: Telling): Correction | null {
  const login = String(telling.profile.row['login']).replaceAll('.', '');
  return corrected(telling, { email: `${login}@lystivka.example` });
}

function tag({ random, tags }: Telling): Correction | null {
  if (tags.size === 0) return null;
  const added = random.pick([...tags]);
  tags.delete(added);
  const changes = [{ field: 'tags', old: null, new: added.caption }];
  return { changes, data: { tags: { added: [added], removed: [] } } };
}

function birth(profile: Profile, { initial, tags, random }: Omit<Telling, 'profile'>): Correction {
  const values = customerFields.flatMap((field) => {
    const value = initial.get(columnOf(field)) as FieldValue;
    return value === null ? [] : [{ field, old: null, new: namedAsInCode(value) }];
  });
  const captions = [...tags].map(({ caption }) => ({ field: 'tags', old: null, new: caption }));
  const { organizations, authors } = profile;
  return {
    changes: [...values, ...captions],
    data: {
      password: random.pick(['typed', 'link']),
      organization: named(organizations, initial.get('organization_id')),
      salesRepresentative: named(authors, initial.get('sales_representative_id')),
      tags: [...tags],
    },
  };
}

function named(choices: readonly { id: number; name: string }[], id: unknown): Row | null {
  const choice = choices.find((one) => one.id === id);
  return choice ? { id: choice.id, name: choice.name } : null;
}

function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function namedAsInCode(value: FieldValue): FieldValue {
  return value === 'sole_trader' ? 'soleTrader' : value;
}
