import { beforeAll, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { codeOf } from '#tests/support/answers.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person } from '#tests/support/world.ts';
import { signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let kyiv: Person;
let kathmandu: Person;
let kyivCustomer: number;
let kathmanduCustomer: number;

beforeAll(async () => {
  [kyiv, kyivCustomer] = await world('Europe/Kyiv');
  [kathmandu, kathmanduCustomer] = await world('Asia/Kathmandu');
});

async function world(timeZone: string): Promise<[Person, number]> {
  const company = await createCompany(setting.owner, { timeZone });
  const person = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const customer = await createCustomer(setting.owner, { companyId: company.id });
  await writePast(company.id, customer.id);
  return [person, customer.id];
}

/** Around midnights in both zones, the change to summer time (29 March, 03:00) and back (25 October). */
const moments = [
  '2026-03-28T21:59:59.999Z',
  '2026-03-28T22:00:00.000Z',
  '2026-03-29T20:59:59.999Z',
  '2026-03-29T21:00:00.000Z',
  '2026-10-24T20:59:59.999Z',
  '2026-10-24T21:00:00.000Z',
  '2026-10-25T21:59:59.999Z',
  '2026-10-25T22:00:00.000Z',
  '2026-12-31T18:14:59.999Z',
  '2026-12-31T18:15:00.000Z',
];

/** Odd numbers are deposits of 10.00, even ones withdrawals of 4.00. */
async function writePast(companyId: number, customerId: number): Promise<void> {
  let balance = 0;
  for (const [at, moment] of moments.entries()) {
    const amount = at % 2 === 0 ? 10 : -4;
    await setting.owner.$executeRaw`
      INSERT INTO operations (company_id, customer_id, number, kind, amount, balance_before,
        balance_after, note, idempotency_key, request_hash, customer_version, created_at)
      VALUES (${companyId}, ${customerId}, ${at + 1}, ${at % 2 === 0 ? 'deposit' : 'withdrawal'}::operation_kind,
        ${amount}, ${balance}, ${balance + amount}, 'Давня операція', gen_random_uuid(), '', ${at + 2}, ${new Date(moment)})`;
    balance += amount;
  }
}

/** The day in the company's zone, by another way than the database's. */
function dayIn(timeZone: string, moment: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    new Date(moment),
  );
}

const days = [
  '2026-03-28',
  '2026-03-29',
  '2026-03-30',
  '2026-10-24',
  '2026-10-25',
  '2026-10-26',
  '2026-12-31',
  '2027-01-01',
];
const zones = ['Europe/Kyiv', 'Asia/Kathmandu'] as const;

it.each(zones.flatMap((zone) => days.map((day) => ({ zone, day }))))(
  'shows of $day what happened on that day in $zone, with its totals',
  async ({ zone, day }) => {
    const { trpc } = zone === 'Europe/Kyiv' ? kyiv : kathmandu;
    const customerId = zone === 'Europe/Kyiv' ? kyivCustomer : kathmanduCustomer;
    const page = await trpc.operation.list.query({ customerId, from: day, to: day });
    const expected = moments.flatMap((moment, at) => (dayIn(zone, moment) === day ? [at + 1] : []));
    expect(page.rows.map(({ number }) => number)).toEqual(expected.reverse());
    const deposits = expected.filter((number) => number % 2 === 1).length;
    expect(page.totals).toEqual({
      in: `${deposits * 10}.00`,
      out: `${(expected.length - deposits) * 4}.00`,
      count: expected.length,
    });
  },
);

it('counts the whole period in the totals, not the page', async () => {
  const { trpc } = kyiv;
  const page = await trpc.operation.list.query({ customerId: kyivCustomer, pageSize: 3 });
  expect(page.rows.map(({ number }) => number)).toEqual([10, 9, 8]);
  expect(page).toMatchObject({ totals: { in: '50.00', out: '20.00', count: 10 }, hasMore: true });
});

it('goes on below the last number shown, to the end', async () => {
  const { trpc } = kyiv;
  const shown: number[] = [];
  let beforeNumber: number | undefined;
  for (;;) {
    const input = { customerId: kyivCustomer, pageSize: 3, beforeNumber };
    const page = await trpc.operation.list.query(input);
    shown.push(...page.rows.map(({ number }) => number));
    if (!page.hasMore) break;
    beforeNumber = shown.at(-1);
  }
  expect(shown).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

it('draws the balance at the end of each day of the company, from what the period opened with', async () => {
  const { points } = await kyiv.trpc.operation.balanceSeries.query({
    customerId: kyivCustomer,
    from: '2026-03-29',
    to: '2026-10-25',
  });
  expect(points).toEqual([
    { day: '2026-03-29', balance: '16.00' },
    { day: '2026-03-30', balance: '12.00' },
    { day: '2026-10-24', balance: '22.00' },
    { day: '2026-10-25', balance: '28.00' },
  ]);
});

it('a period that ends before it begins is empty, and one that is no date is refused', async () => {
  const { trpc } = kyiv;
  const list = (from: string, to: string) =>
    trpc.operation.list.query({ customerId: kyivCustomer, from, to });
  expect(await list('2026-12-31', '2026-01-01')).toMatchObject({
    rows: [],
    totals: { in: '0.00' },
  });
  for (const day of [
    '2026-02-30',
    '2026-13-01',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    'infinity',
    'now',
  ]) {
    expect(await codeOf(list(day, '2026-12-31')), day).toBe('INVALID_INPUT');
  }
  expect(await codeOf(list('0001-01-01', '9999-12-31'))).toBe('OK');
});

it('the activity of a customer goes back page by page, newest first', async () => {
  const { trpc } = kyiv;
  const { id } = await createCustomer(setting.owner, {
    companyId: (await setting.owner.user.findUniqueOrThrow({ where: { id: kyiv.id } })).companyId,
  });
  for (let at = 0; at < 7; at += 1) {
    const { version } = await trpc.customer.get.query({ customerId: id });
    await (at % 2
      ? trpc.customer.unlock.mutate({ customerId: id, version })
      : trpc.customer.lock.mutate({ customerId: id, version, reason: `Причина ${at}` }));
  }
  const first = await trpc.event.list.query({ customerId: id, pageSize: 3 });
  expect(first.rows.map(({ version }) => version)).toEqual([8, 7, 6]);
  const next = await trpc.event.list.query({ customerId: id, pageSize: 3, beforeVersion: 6 });
  expect([next.rows.map(({ version }) => version), next.hasMore]).toEqual([[5, 4, 3], true]);
  const last = await trpc.event.list.query({ customerId: id, pageSize: 3, beforeVersion: 3 });
  expect([last.rows.map(({ version }) => version), last.hasMore]).toEqual([[2], false]);
});
