import { beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import type {
  CustomerPageDto,
  CustomerRowDto,
  ListCustomersInput,
} from '#server/features/customer/schema.ts';
import { statusOf } from '#server/features/customer/schema.ts';
import type { CustomerSortKey } from '#server/shared/customer-filter.ts';
import { customerSortKeys, customerStatuses } from '#server/shared/customer-filter.ts';
import { newKey } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let olena: Person;
let companyId: number;

const size = 47;
const tagIds: number[] = [];
const organizationIds: number[] = [];
const soon = new Date(Date.now() + 3_600_000);
const past = new Date('2026-01-05T10:00:00.120Z');

/** Many ties in every column, and every status. */
beforeAll(async () => {
  const company = await createCompany(setting.owner);
  companyId = company.id;
  olena = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  for (const caption of ['Ґудзики', 'Їжа', 'VIP']) {
    tagIds.push((await setting.owner.tag.create({ data: { companyId, caption } })).id);
  }
  for (const name of ['ТОВ Ґанок', 'ТОВ Гак', 'Їдальня']) {
    const organization = await setting.owner.organization.create({ data: { companyId, name } });
    organizationIds.push(organization.id);
  }
  for (let at = 0; at < size; at += 1) await createAt(at);
}, 120_000);

const cities = ['Ґрунт', 'Гірне', 'Єланець', 'Lviv', null];
const lastNames = ['Їжак', 'Іваненко', 'Євтушенко', 'Ґудзь', 'Гнатюк', 'Ящук'];

async function createAt(at: number): Promise<void> {
  const { id } = await createCustomer(setting.owner, {
    companyId,
    lastName: lastNames[at % 6] ?? '',
    firstName: at % 4 ? 'Марія' : 'Юрій',
    phone: at % 3 ? `+38050${String(1_000_000 + (at % 9))}` : null,
    registeredAt: new Date(past.getTime() + (at % 5) * 86_400_000),
    emailConfirmedAt: at % 7 ? past : null,
    passwordResetAt: at % 8 === 1 ? past : null,
    lockedOutUntil: at % 9 === 2 ? soon : at % 9 === 3 ? past : null,
    ...(at % 10 === 4 ? { lockedAt: past, lockReason: 'Спам' } : {}),
    ...{ city: cities[at % 5] ?? null, country: ['UA', 'PL', null][at % 3] ?? null },
    ...{ organizationId: organizationIds[at % 4] ?? null, devicesCount: (at * 7) % 4 },
    lastSignInAt: at % 4 ? new Date(past.getTime() + ((at * 5) % 6) * 3_600_000) : null,
    tags: { create: tagIds.filter((_, bit) => (at >> bit) % 2 === 1).map((tagId) => ({ tagId })) },
  });
  if (at % 3 === 0) {
    const command = {
      customerId: id,
      amount: String((at % 4) * 100 + 0.5),
      note: 'Перше поповнення',
    };
    await olena.trpc.operation.deposit.mutate({ ...command, idempotencyKey: newKey() });
  }
}

function list(input: ListCustomersInput): Promise<CustomerPageDto> {
  return olena.trpc.customer.list.query(input);
}

const ukrainian = new Intl.Collator('uk');
const compareText = (a: string, b: string) => ukrainian.compare(a, b);

/** The order as a person would say it. */
const order: Record<CustomerSortKey, (a: CustomerRowDto, b: CustomerRowDto) => number> = {
  id: () => 0,
  login: (a, b) => compareText(a.login, b.login),
  name: (a, b) => compareText(`${a.lastName} ${a.firstName}`, `${b.lastName} ${b.firstName}`),
  lastName: (a, b) => compareText(a.lastName, b.lastName),
  email: (a, b) => compareText(a.email, b.email),
  phone: (a, b) => compareText(a.phone ?? '', b.phone ?? ''),
  status: (a, b) => rank(a) - rank(b),
  balance: (a, b) => Number(a.balance) - Number(b.balance),
  registeredAt: (a, b) => a.registeredAt.localeCompare(b.registeredAt),
  city: (a, b) => compareText(a.city ?? '', b.city ?? ''),
  country: (a, b) => compareText(a.country ?? '', b.country ?? ''),
  organization: (a, b) => compareText(a.organization?.name ?? '', b.organization?.name ?? ''),
  tags: (a, b) => compareText(captionsOf(a), captionsOf(b)),
  emailConfirmed: (a, b) => Number(a.emailConfirmed) - Number(b.emailConfirmed),
  passwordStatus: (a, b) => a.passwordStatus.localeCompare(b.passwordStatus),
  lastSignInAt: (a, b) => (a.lastSignInAt ?? '').localeCompare(b.lastSignInAt ?? ''),
  devicesCount: (a, b) => a.devicesCount - b.devicesCount,
};

function captionsOf({ tags }: CustomerRowDto): string {
  return tags.map(({ caption }) => caption).join(', ');
}

function rank(row: CustomerRowDto): number {
  return customerStatuses.indexOf(statusOf(row, new Date()));
}

const walks = customerSortKeys.flatMap((sort) =>
  (['asc', 'desc'] as const).flatMap((direction) =>
    ([10, 20, 50] as const).map((pageSize) => ({ sort, direction, pageSize })),
  ),
);

it.each(walks)(
  'by $sort $direction in pages of $pageSize: every row once, forward and back, over ties',
  async ({ sort, direction, pageSize }) => {
    const { rows: all } = await list({ pageSize: 100 });
    const sign = direction === 'asc' ? 1 : -1;
    const expected = all.toSorted((a, b) => sign * (order[sort](a, b) || a.id - b.id));
    const forward: CustomerPageDto[] = [];
    let cursor: string | undefined;
    do {
      const page: CustomerPageDto = await list({ sort, direction, pageSize, cursor });
      forward.push(page);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(forward.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(
      expected.map(({ id }) => id),
    );
    expect(forward.map(({ from, to, total }) => [from, to, total])).toEqual(
      forward.map((_, at) => [at * pageSize + 1, Math.min((at + 1) * pageSize, size), size]),
    );
    const back: CustomerPageDto[] = [];
    cursor = forward.at(-1)?.previousCursor ?? undefined;
    while (cursor !== undefined) {
      const page: CustomerPageDto = await list({ sort, direction, pageSize, cursor });
      back.unshift(page);
      cursor = page.previousCursor ?? undefined;
    }
    expect(back.map(withoutCursors)).toEqual(forward.slice(0, -1).map(withoutCursors));
  },
);

function withoutCursors({ rows, from, to, total }: CustomerPageDto) {
  return { ids: rows.map(({ id }) => id), from, to, total };
}

it('has different values in every column, so that each order is told from the others', async () => {
  const { rows } = await list({ pageSize: 100 });
  const orders = await Promise.all(
    customerSortKeys.map(async (sort) => {
      const page = await list({ sort, pageSize: 100 });
      return String(page.rows.map(({ id }) => id));
    }),
  );
  expect(rows).toHaveLength(size);
  // Logins, e-mails and ids are numbered alike by the factory.
  expect(new Set(orders).size).toBeGreaterThanOrEqual(customerSortKeys.length - 2);
});

it('orders Ukrainian letters as the alphabet does', async () => {
  const company = await createCompany(setting.owner);
  const person = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const letters = [...new Intl.Segmenter().segment('АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ')].map(
    ({ segment }) => segment,
  );
  for (const letter of letters.toReversed()) {
    await createCustomer(setting.owner, {
      companyId: company.id,
      lastName: `${letter}ко`,
      firstName: 'А',
    });
  }
  const { rows } = await person.trpc.customer.list.query({ sort: 'name', pageSize: 50 });
  expect(rows.map(({ lastName }) => lastName.slice(0, 1))).toEqual(letters);
});

/** One customer with something odd in every text field, in a company of many others. */
it.each([
  ['a part of the last name', 'хмель'],
  ['upper case', 'ХМЕЛЬНИЦЬКИЙ'],
  ['Ї in lower case', 'їж_%\\'],
  ['Є in lower case', 'євген'],
  ['Ґ in upper case', 'ҐАЛАҐАН'],
  ['a part of the login', 'odd%lo'],
  ['a part of the e-mail', 'ODD_MAIL@'],
  ['per cent', '%'],
  ['an underscore', '_'],
  ['a backslash', '\\'],
  ['the phone as stored', '+380671234567'],
  ['the phone with spaces', '067 123 45 67'],
  ['the phone with brackets', '(067) 123-45-67'],
  ['the phone with the country', '+38 (067) 123-45-67'],
  ['the end of the phone', '45-67'],
  ['spaces around', '  Хмель '],
  ['a letter in two signs', 'хмельницький'.normalize('NFD')],
])('finds by %s', async (_, search) => {
  const company = await createCompany(setting.owner);
  const person = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const { id } = await createCustomer(setting.owner, {
    ...{ companyId: company.id, login: 'odd%login_\\', email: 'odd_mail@tandem.example' },
    ...{ firstName: 'Євген', lastName: 'Хмельницький', middleName: 'Їж_%\\ Ґалаґан' },
    phone: '+380671234567',
  });
  await createCustomer(setting.owner, {
    ...{ companyId: company.id, login: 'plain', email: 'plain@tandem.example', middleName: null },
    ...{ firstName: 'Ольга', lastName: 'Бойко', phone: '+380502220000' },
  });
  const page = await person.trpc.customer.list.query({ search });
  expect(page).toMatchObject({ rows: [{ id }], total: 1, from: 1, to: 1, nextCursor: null });
});

it('says so when nothing is found', async () => {
  const page = await list({ search: 'немає такого' });
  expect(page).toEqual({
    ...{ rows: [], total: 0, totalIsCapped: false, from: 0, to: 0 },
    ...{ nextCursor: null, previousCursor: null },
  });
});

it('finds by id, and within what was found the pages go on', async () => {
  const { rows } = await list({ pageSize: 100 });
  const wanted = rows.filter(({ lastName }) => lastName === 'Їжак').map(({ id }) => id);
  const first = await list({ search: 'їжак', sort: 'balance', pageSize: 10 });
  expect([first.total, first.rows.length, first.nextCursor]).toEqual([wanted.length, 8, null]);
  const byId = await list({ search: String(wanted[0]) });
  expect(byId.rows.map(({ id }) => id)).toContain(wanted[0]);
});

it('refuses a page size that is not offered', async () => {
  // @ts-expect-error the type says so too
  await expect(list({ pageSize: 1000 })).rejects.toThrow('INVALID_INPUT');
});
