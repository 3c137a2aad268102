/**
 * Every filter alone and combined with others, on random customers, against a model in plain
 * JavaScript that knows no SQL.
 */
import { beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { statusOf } from '#server/features/customer/schema.ts';
import type {
  CustomerFilter,
  CustomerQuestionInput,
  RegisteredPreset,
} from '#server/shared/customer-filter.ts';
import {
  customerFilter,
  customerStatuses,
  registeredPresets,
} from '#server/shared/customer-filter.ts';
import { toMinor } from '#server/shared/money.ts';
import { newKey } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let olena: Person;
let all: CustomerRowDto[];
const tagIds: number[] = [];
const organizationIds: number[] = [];

/** The same draws in every run, so that a failure can be seen again. */
let state = 20_261_122;
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
}
function pick<Item>(items: readonly Item[]): Item {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const lastNames = ['Їжак', 'Йовенко', 'Ґудзь', "О'Брайен", 'О’Коннор', 'Семёнов', 'Семенов'];
const moreNames = ['Müller', 'Łukasik', 'Иванов', 'Straße', 'ПРИЙМАК', 'Зоїв 100%', 'a_b\\c"d'];
const cities = ['Київ', 'Киев', 'Łódź', 'São Paulo', "Кам'янка", 'Львів 😀', null] as const;
const phones = ['+380671234567', '+380501112233', '+48221234567', null] as const;
const zone = 'Europe/Kyiv';
const dayMs = 86_400_000;
const size = 90;

/** Around midnights in Kyiv, of summer and winter time, of today and of both days of change. */
const moments = [
  '2026-03-28T21:59:59.999Z',
  '2026-03-28T22:00:00Z',
  '2026-03-29T20:59:59.999Z',
  '2026-03-29T21:00:00Z',
  '2026-10-24T20:59:59.999Z',
  '2026-10-24T21:00:00Z',
  '2026-10-25T21:59:59.999Z',
  '2026-10-25T22:00:00Z',
].map((text) => new Date(text));

function aMoment(): Date {
  if (below(3) === 0) return pick(moments);
  const back = pick([0, 1, 2, 6, 7, 29, 30, 31, 45, 200, 330]);
  const [year, month, day] = dayOf(new Date(Date.now() - back * dayMs))
    .split('-')
    .map(Number);
  // Midnight in Kyiv is at 21 or 22 o'clock of the day before.
  const near = Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1) - pick([1, 2, 3]) * 3_600_000;
  return new Date(near + pick([-1, 0, 1]));
}

beforeAll(async () => {
  const company = await createCompany(setting.owner, { timeZone: zone });
  const companyId = company.id;
  olena = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  for (const caption of ['VIP', 'Боржник', 'Опт']) {
    tagIds.push((await setting.owner.tag.create({ data: { companyId, caption } })).id);
    const organization = { companyId, name: `ТОВ ${caption}` };
    organizationIds.push((await setting.owner.organization.create({ data: organization })).id);
  }
  for (let at = 0; at < size; at += 1) await createOne(companyId, at);
  all = (await olena.trpc.customer.list.query({ pageSize: 100 })).rows;
  expect(all).toHaveLength(size);
}, 240_000);

async function createOne(companyId: number, at: number): Promise<void> {
  const past = new Date('2026-01-05T10:00:00.120Z');
  const soon = new Date(Date.now() + 3_600_000);
  const name = pick([...lastNames, ...moreNames]);
  const { id } = await createCustomer(setting.owner, {
    ...{ companyId, lastName: name, firstName: pick(['Ганна', 'Éva', 'Пётр', 'Сергій']) },
    ...{ login: `${pick(['KLIENT', 'клієнт', "o'neil", '50%_\\'])}${at}`, city: pick(cities) },
    email: `${pick(['Anna', 'їжак', 'b_c'])}.${at}@${pick(['Mail', 'пошта'])}.example`,
    ...{ phone: pick(phones), registeredAt: aMoment(), country: pick(['UA', 'PL', null]) },
    organizationId: pick([...organizationIds, null]),
    emailConfirmedAt: pick([past, past, null]),
    passwordResetAt: pick([past, null, null]),
    lockedOutUntil: pick([soon, past, null, null]),
    ...(below(4) === 0 ? { lockedAt: past, lockReason: 'Спам' } : {}),
    tags: { create: tagIds.filter(() => below(3) === 0).map((tagId) => ({ tagId })) },
  });
  if (below(2) === 0) return;
  const amount = pick(['0.01', '99.99', '100.00', '100.01', '5000.00']);
  const command = { customerId: id, amount, note: 'Перше поповнення', idempotencyKey: newKey() };
  await olena.trpc.operation.deposit.mutate(command);
}

/** As a reader compares: no case, no accents but й and ї, which are letters; one apostrophe. */
function folded(text: string): string {
  const marks = /[\u0300-\u036f]/g;
  const letters = [...text.normalize('NFC').toLowerCase()].map((letter) =>
    'йї'.includes(letter) ? letter : letter.normalize('NFD').replace(marks, ''),
  );
  const other: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i' };
  return letters
    .map((letter) => ('’‘ʼ`´'.includes(letter) ? "'" : (other[letter] ?? letter)))
    .join('');
}

const has = (value: string | null, typed: string | undefined) =>
  typed === undefined || (value !== null && folded(value).includes(folded(typed)));

function dayOf(moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(moment);
}

function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMs).toISOString().slice(0, 10);
}

function periodOf(preset: RegisteredPreset): [string, string] {
  const today = dayOf(new Date());
  const month = `${today.slice(0, 7)}-01`;
  const lastOfMonthBefore = addDays(month, -1);
  const periods: Record<RegisteredPreset, [string, string]> = {
    today: [today, today],
    yesterday: [addDays(today, -1), addDays(today, -1)],
    last7Days: [addDays(today, -6), today],
    last30Days: [addDays(today, -29), today],
    thisMonth: [month, today],
    lastMonth: [`${lastOfMonthBefore.slice(0, 7)}-01`, lastOfMonthBefore],
    thisYear: [`${today.slice(0, 4)}-01-01`, today],
  };
  return periods[preset];
}

function registeredWithin(row: CustomerRowDto, filter: CustomerFilter): boolean {
  const day = dayOf(new Date(row.registeredAt));
  const preset = filter.registeredPreset && periodOf(filter.registeredPreset);
  const [from, to] = preset ?? [filter.registeredFrom, filter.registeredTo];
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

function isMeant(row: CustomerRowDto, filter: CustomerFilter): boolean {
  const status = statusOf(row, new Date());
  const digits = filter.phone?.replace(/\D/g, '');
  const balance = toMinor(row.balance);
  return [
    filter.id === undefined || row.id === filter.id,
    has(row.login, filter.login) && has(row.lastName, filter.lastName),
    has(row.email, filter.email) && has(row.city, filter.city),
    digits === undefined || (digits !== '' && row.phone?.includes(digits) === true),
    registeredWithin(row, filter),
    filter.statuses === undefined || filter.statuses.includes(status),
    filter.onlyActive === undefined || status === 'enabled',
    filter.tagIds === undefined || row.tags.some(({ id }) => filter.tagIds?.includes(id)),
    filter.organizationId === undefined || row.organization?.id === filter.organizationId,
    filter.country === undefined || row.country === filter.country,
    filter.balanceFrom === undefined || balance >= toMinor(filter.balanceFrom),
    filter.balanceTo === undefined || balance <= toMinor(filter.balanceTo),
  ].every(Boolean);
}

async function found(question: CustomerQuestionInput): Promise<number[]> {
  const { rows, total } = await olena.trpc.customer.list.query({ ...question, pageSize: 100 });
  expect(total).toBe(rows.length);
  return rows.map(({ id }) => id);
}

/** As typed by a caller; parsed the way the server does, for the model. */
async function expectAsModel(filter: Record<string, unknown>): Promise<number> {
  const parsed = customerFilter.parse(filter);
  const expected = all.filter((row) => isMeant(row, parsed)).map(({ id }) => id);
  expect(await found({ filter: parsed }), JSON.stringify(filter)).toEqual(expected);
  return expected.length;
}

const parts = [
  ...['їжак', 'ЇЖАК', 'іжак', 'йов', 'иов', 'ґудз', 'гудз', "о'б", 'о’б', 'О`КОН', 'семен'],
  ...['семён', 'СЕМЁН', 'muller', 'MÜL', 'luk', 'łuk', 'ßе', 'strass', 'приймак', '%', '_', '\\'],
  ...['"', '100%', 'a_b\\c"d', "'; DROP TABLE customers; --", '😀', 'київ', 'КИЕВ', 'lodz', 'łódź'],
  ...[
    'sao',
    'SÃO P',
    "кам'ян",
    'камʼян',
    ' ',
    'klient',
    'КЛІЄНТ',
    "O'NEIL",
    '50%_',
    '@mail',
    'и',
    'і',
  ],
  ...['їжак'.normalize('NFD'), 'Йов'.normalize('NFD'), 'é', 'e'],
];

it.each(['login', 'lastName', 'email', 'city'] as const)('any part of %s', async (field) => {
  let hits = 0;
  for (const part of parts.filter((text) => text.trim() !== '')) {
    hits += await expectAsModel({ [field]: part });
  }
  expect(hits).toBeGreaterThan(0);
});

it.each([
  ...['+380671234567', '067 123 45 67', '(067) 123-45-67', '38 067 1234567', '45-67', '4567', '7'],
  ...['+48 22 123', '000', 'abc', '+', '067x123', '%', '_'],
])('a phone typed as %s', async (phone) => {
  await expectAsModel({ phone });
});

it.each([
  ...registeredPresets.map((registeredPreset) => ({ registeredPreset })),
  ...['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26'].flatMap(
    (day) => [
      { registeredFrom: day },
      { registeredTo: day },
      { registeredFrom: day, registeredTo: day },
    ],
  ),
  { registeredFrom: '2026-12-31', registeredTo: '2026-01-01' },
  { registeredPreset: 'today', registeredFrom: '2020-01-01' },
])('registered: %j', async (filter) => {
  await expectAsModel(filter);
});

it.each([
  ...customerStatuses.map((status) => ({ statuses: [status] })),
  { statuses: ['locked', 'lockedOut'] },
  { statuses: [...customerStatuses] },
  { onlyActive: true },
  { onlyActive: true, statuses: ['locked'] },
  ...['UA', 'PL', 'ZZ'].map((country) => ({ country })),
  ...['0.00', '0.01', '100.00', '100.01'].flatMap((edge) => [
    { balanceFrom: edge },
    { balanceTo: edge },
    { balanceFrom: edge, balanceTo: edge },
  ]),
  { balanceFrom: '10.00', balanceTo: '1.00' },
])('facts: %j', async (filter) => {
  await expectAsModel(filter);
});

it('by id, by tags and by organization', async () => {
  await expectAsModel({ id: all[7]?.id });
  await expectAsModel({ id: 2_147_483_647 });
  const [first, second, third] = tagIds;
  for (const ids of [[first], [second, third], [first, second, third], [999_999]]) {
    await expectAsModel({ tagIds: ids });
  }
  for (const id of [...organizationIds, 999_999]) await expectAsModel({ organizationId: id });
});

const draws: Record<keyof CustomerFilter, () => unknown> = {
  id: () => pick(all).id,
  login: () => pick(['k', 'КЛ', "'", '%', '5']),
  lastName: () => pick(['о', 'ї', 'и', 'семен', "'"]),
  email: () => pick(['anna', '_', 'пошта', 'example']),
  phone: () => pick(['067', '+380', '22', '1']),
  city: () => pick(['ки', 'л', 'o', 'в']),
  registeredPreset: () => pick(registeredPresets),
  registeredFrom: () => pick(['2026-01-01', '2026-03-29', '2026-10-25']),
  registeredTo: () => pick(['2026-12-31', '2026-03-29', '2026-10-25']),
  statuses: () => customerStatuses.filter((status) => status !== pick(customerStatuses)),
  tagIds: () => [pick(tagIds), pick(tagIds)],
  organizationId: () => pick(organizationIds),
  country: () => pick(['UA', 'PL']),
  balanceFrom: () => pick(['0.00', '0.01', '100.00']),
  balanceTo: () => pick(['99.99', '100.00', '5000.00']),
  onlyActive: () => true,
};

it('all filters together in random combinations', async () => {
  const names = Object.keys(draws) as (keyof CustomerFilter)[];
  const filters = Array.from({ length: 100 }, () => {
    const chosen = names.filter((name) => name !== 'id' && below(7) === 0);
    return Object.fromEntries(chosen.map((name) => [name, draws[name]()]));
  });
  let hits = 0;
  for (const filter of filters) hits += await expectAsModel(filter);
  expect(hits).toBeGreaterThan(100);
}, 120_000);

it('counts, matches and goes from neighbour to neighbour within the same result', async () => {
  for (const filter of [{ lastName: 'о' }, { statuses: ['enabled' as const] }, { phone: '067' }]) {
    const question = { filter, sort: 'balance' as const, direction: 'desc' as const };
    const ids = await found(question);
    expect(await olena.trpc.customer.count.query({ filter })).toEqual({ total: ids.length });
    const shown = all.map(({ id }) => id);
    const matched = await olena.trpc.customer.match.query({ filter, customerIds: shown });
    expect(matched.customerIds.toSorted((a, b) => a - b)).toEqual(ids.toSorted((a, b) => a - b));
    const neighbours = await Promise.all(
      ids.map((customerId) =>
        olena.trpc.customer.findNeighbours.query({ ...question, customerId }),
      ),
    );
    expect(neighbours).toEqual(
      ids.map((_, at) => ({ previousId: ids[at - 1] ?? null, nextId: ids[at + 1] ?? null })),
    );
    // Who is not in the result has a place there all the same, by what they are.
    const outside = shown.find((id) => !ids.includes(id)) ?? 0;
    const everyone = await found({ sort: 'balance', direction: 'desc' });
    const before = everyone.slice(0, everyone.indexOf(outside)).filter((id) => ids.includes(id));
    expect(
      await olena.trpc.customer.findNeighbours.query({ ...question, customerId: outside }),
    ).toEqual({ previousId: before.at(-1) ?? null, nextId: ids[before.length] ?? null });
  }
}, 120_000);

it('knows no neighbours of a customer of another company', async () => {
  const company = await createCompany(setting.owner);
  const stranger = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const { id: customerId } = await createCustomer(setting.owner, { companyId: company.id });
  const none = { previousId: null, nextId: null };
  expect(await olena.trpc.customer.findNeighbours.query({ customerId })).toEqual(none);
  expect(await stranger.trpc.customer.findNeighbours.query({ customerId })).toEqual(none);
  const match = { customerIds: all.map(({ id }) => id) };
  expect(await stranger.trpc.customer.match.query(match)).toEqual({ customerIds: [] });
});
