import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { BulkBar } from './pages/bulk-bar.ts';
import { LivingForm } from './pages/living-form.ts';
import { holdBack } from './hold-back.ts';
import { origins, test } from './world.ts';
import type { Window, World } from './world.ts';

/** A window on the list; `at` says which of the two processes it talks to. */
async function onList(world: World, firstName: string, at: 0 | 1 = 0) {
  const user = await world.user('admin', 'en', firstName);
  const window = await world.open(user, { origin: origins()[at] });
  return { ...window, user, bulk: new BulkBar(window.page) };
}

/** Many customers named alike, in the order of their ids. */
async function manyCustomers(
  world: World,
  count: number,
): Promise<{ id: number; login: string }[]> {
  const mark = `many-${world.companyId}-`;
  return world.db.$queryRaw`
    INSERT INTO customers (company_id, login, email, first_name, last_name)
    SELECT ${world.companyId}::int, ${mark} || to_char(n, 'FM00000'),
      ${mark} || n || '@example.com', 'Марія', 'Бондаренко'
    FROM generate_series(1, ${count}::int) n RETURNING id, login`;
}

/**
 * A run comes as far as this customer's chunk and waits there while `act` goes on. Held by the lock
 * that every writer takes first and that gives no transaction a number, so that the stream goes on.
 */
async function holding(world: World, customerId: number, act: () => Promise<void>): Promise<void> {
  await world.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${customerId}::int)`;
      await act();
    },
    { timeout: 60_000, maxWait: 10_000 },
  );
}

/** The stop waits for the chunk that is under way, or has been noted in a pause between two. */
async function untilStopIsHeard({ db, companyId }: World): Promise<void> {
  const heard = () => db.$queryRaw<unknown[]>`
    SELECT FROM batches b WHERE b.company_id = ${companyId}::int AND (
      b.stop_requested_at IS NOT NULL OR EXISTS (
        SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 2
          AND l.objid = b.id AND NOT l.granted))`;
  await expect.poll(heard).toHaveLength(1);
}

async function named(world: World, count: number) {
  const customers = [];
  for (let at = 0; at < count; at += 1) customers.push(await world.customer());
  return customers;
}

function verdictsOf(world: World, window: Window) {
  return world.db.batchRow.groupBy({
    by: ['verdict', 'reason'],
    where: { batchId: Number(/\d+$/.exec(new URL(window.page.url()).pathname)?.[0]) },
    _count: true,
    orderBy: { verdict: 'asc' },
  });
}

test('thirty are locked: who changed is looked at, colleagues see it all, and it is undone', async ({
  world,
}) => {
  test.setTimeout(400_000);
  const customers = await named(world, 30);
  const [first, second] = customers;
  if (first === undefined || second === undefined) throw new Error('there are thirty');
  const olena = await onList(world, 'Олена');
  const taras = await onList(world, 'Тарас', 1);
  await olena.customers.open('?pageSize=50');
  await taras.customers.open('?pageSize=50');
  await olena.bulk.selectPage();
  await expect(olena.bulk.bar).toContainText('30 selected');

  const iryna = await world.signedIn(await world.user('admin', 'en', 'Ірина'), {
    origin: origins()[1],
  });
  const form = new LivingForm(iryna.page);
  for (const { id } of [first, second]) {
    await iryna.customer.open(id);
    await form.change('city', 'Львів');
  }
  await expect(olena.bulk.bar).toContainText('30 selected');
  await olena.bulk.lock('Скарги на шахрайство');
  await expect(olena.bulk.dialog).toContainText('2 changed since you selected them');
  await expect(olena.bulk.dialog).toContainText('data changed · ');
  await expect(olena.bulk.dialog).toContainText('Ірина');
  expect(await violations(olena.page)).toEqual([]);
  const look = olena.bulk.dialog.getByRole('link', { name: /^Look at/ }).first();
  await expect(look).toHaveAttribute('href', `/customers/${first.id}`);
  await olena.bulk.dialog.getByRole('checkbox').first().check();
  await olena.bulk.confirm('Lock');
  await expect(olena.bulk.dialog).toBeHidden();
  await expect(olena.bulk.bar).toHaveCount(0);

  await expect(olena.bulk.toast(/29 done, 1 skipped/)).toBeVisible();
  await olena.page.getByRole('link', { name: 'Details' }).click();
  await expect(taras.customers.row(first.login)).toContainText('Locked');
  await expect(taras.page.getByRole('row').getByText('Locked', { exact: true })).toHaveCount(29);
  await expect(taras.customers.row(second.login)).toContainText('Enabled');
  await expect(taras.bulk.toast(/done/)).toHaveCount(0);

  await expect(olena.page.getByRole('heading', { level: 1 })).toHaveText('Locking 30 customers');
  await expect(olena.bulk.verdict(second.login)).toContainText('Someone changed the customer');
  await olena.page.getByText('Skipped 1', { exact: true }).click();
  await expect(olena.page).toHaveURL(/verdict=skipped/);
  await expect(olena.page.getByRole('row')).toHaveCount(2);
  await olena.page.reload();
  await expect(olena.page.getByRole('row')).toHaveCount(2);
  await expect(olena.bulk.verdict(second.login)).toBeVisible();
  expect(await verdictsOf(world, olena)).toMatchObject([
    { verdict: 'done', reason: null, _count: 29 },
    { verdict: 'skipped', reason: 'changedSince', _count: 1 },
  ]);
  expect(await violations(olena.page)).toEqual([]);

  await olena.page.getByRole('button', { name: 'Undo' }).click();
  await expect(olena.page.getByRole('link', { name: 'Undone: see how' })).toBeVisible();
  await expect(taras.page.getByRole('row').getByText('Locked', { exact: true })).toHaveCount(0);
  await expect(olena.page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await olena.page.getByRole('link', { name: 'Undone: see how' }).click();
  await expect(olena.page.getByRole('heading', { level: 1 })).toHaveText(
    'Undo: locking 29 customers',
  );
});

test('all that match are locked in sight of a colleague, over a reload, until somebody stops it', async ({
  world,
}) => {
  test.setTimeout(400_000);
  const customers = await manyCustomers(world, 1000);
  const olena = await onList(world, 'Олена');
  const taras = await onList(world, 'Тарас', 1);
  await olena.bulk.selectPage();
  await olena.page.getByRole('button', { name: /^Select all that match/ }).click();
  await expect(olena.bulk.bar).toContainText('All 1,000 that match');
  await holding(world, customers[500]?.id ?? 0, async () => {
    await olena.bulk.lock('Перевірка');
    await expect(taras.bulk.running).toContainText(/Олена .*is locking 1,000 customers: 400 of/);
    const bar = taras.bulk.running.getByRole('progressbar');
    await expect(bar).toHaveAttribute('aria-valuenow', '400');
    await expect(taras.customers.row(customers[0]?.login ?? '')).toContainText('Locked');
    await taras.page.reload();
    await expect(taras.bulk.running).toContainText('400 of 1,000');
    await taras.customers.isLive();
    await taras.bulk.running.getByRole('button', { name: /^Stop/ }).click();
    await untilStopIsHeard(world);
  });
  await expect(olena.bulk.toast(/was stopped: .*done, .*skipped/)).toBeVisible();
  await expect(taras.bulk.running).toHaveCount(0);
  await taras.page.getByRole('link', { name: 'Bulk actions' }).click();
  await expect(taras.page.getByRole('listitem').filter({ hasText: 'Locking' })).toContainText(
    'Stopped',
  );
  await taras.page.getByRole('link', { name: 'Locking 1,000 customers' }).click();
  await expect(taras.page.getByText(/stopped by Тарас/)).toBeVisible();
  await taras.page.getByText(/^Skipped/).click();
  await expect(taras.page.getByRole('row').nth(1)).toContainText('Stopped before its turn');
  await taras.page.getByRole('button', { name: 'Show more' }).click();
  await expect(taras.page.getByRole('row')).toHaveCount(102);
});

test('while all that match are still being selected nobody is acted on', async ({ world }) => {
  await manyCustomers(world, 12);
  const { page, bulk } = await onList(world, 'Олена');
  const letThrough = await holdBack(page, /batch\.select/);
  await bulk.selectPage();
  await page.getByRole('button', { name: /^Select all that match/ }).click();
  const lock = bulk.bar.getByRole('button', { name: 'Lock…', exact: true });
  await expect(lock).toHaveAttribute('aria-disabled', 'true');
  await expect(lock).toHaveAccessibleDescription('All that match are being selected…');
  await lock.press('Enter');
  await expect(bulk.dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Export…', exact: true }).first().click();
  const exporting = bulk.dialog.getByRole('button', { name: 'Export', exact: true });
  await expect(exporting).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(bulk.dialog).toHaveCount(0);
  // The page on which all were offered is left before the answer.
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.getByText('11–12 of 12')).toBeVisible();
  letThrough();
  await expect(bulk.bar).toContainText('All 12 that match');
  await bulk.lock('Перевірка');
  await expect(bulk.toast(/Locking 12 customers: 12 done/)).toBeVisible();
});

test('an author who is blocked in the middle gets no further', async ({ world }) => {
  test.setTimeout(400_000);
  const customers = await manyCustomers(world, 600);
  const olena = await onList(world, 'Олена');
  const taras = await onList(world, 'Тарас', 1);
  const boss = await world.open(await world.user('superadmin', 'en', 'Ганна'));
  await olena.bulk.selectPage();
  await olena.page.getByRole('button', { name: /^Select all that match/ }).click();
  await holding(world, customers[300]?.id ?? 0, async () => {
    await olena.bulk.lock('Перевірка');
    await expect(taras.bulk.running).toContainText('200 of 600');
    const { version } = await world.db.user.findUniqueOrThrow({ where: { id: olena.user.id } });
    const answer = await boss.context.request.post(`${boss.origin}/trpc/user.block`, {
      headers: { origin: boss.origin },
      data: { userId: olena.user.id, version },
    });
    expect(answer.status()).toBe(200);
  });
  await expect(taras.bulk.running).toHaveCount(0);
  await taras.page.goto('/batches');
  await taras.page.getByRole('link', { name: 'Locking 600 customers' }).click();
  await taras.page.getByText(/^Failed [1-9]/).click();
  await expect(taras.page.getByRole('row').nth(1)).toContainText('The author’s access ended');
});

test('a tag is given to those selected and taken away again, by keyboard', async ({ world }) => {
  test.setTimeout(400_000);
  const { db, companyId } = world;
  await db.tag.create({ data: { companyId, caption: 'VIP', color: '#7048e8' } });
  const customers = await named(world, 3);
  const olena = await onList(world, 'Олена');
  const taras = await onList(world, 'Тарас', 1);
  for (const { login } of customers) {
    await olena.bulk.checkbox(login).focus();
    await olena.page.keyboard.press('Space');
  }
  await olena.bulk.bar.getByRole('button', { name: 'Add tag…' }).focus();
  await olena.page.keyboard.press('Enter');
  await expect(olena.bulk.dialog.getByRole('textbox', { name: 'Tag' })).toBeFocused();
  await olena.page.keyboard.press('Enter');
  await olena.bulk.confirm('Add tag');
  await expect(olena.bulk.dialog).toContainText('Choose a tag');
  await olena.bulk.chooseTag('VIP');
  expect(await violations(olena.page)).toEqual([]);
  await olena.bulk.confirm('Add tag');
  await expect(olena.bulk.toast('Adding “VIP” to 3 customers: 3 done')).toBeVisible();
  for (const { login } of customers) {
    await expect(taras.customers.row(login)).toContainText('VIP');
  }
  await olena.bulk.selectPage();
  await olena.bulk.choose('Remove tag');
  await olena.page.keyboard.press('Escape');
  await expect(olena.bulk.dialog).toBeHidden();
  await expect(olena.bulk.bar.getByRole('button', { name: 'Remove tag…' })).toBeFocused();
  await olena.bulk.choose('Remove tag');
  await olena.bulk.chooseTag('VIP');
  await olena.bulk.confirm('Remove tag');
  await expect(olena.bulk.toast('Removing “VIP” from 3 customers: 3 done')).toBeVisible();
  await expect(taras.page.getByRole('row').getByText('VIP')).toHaveCount(0);
});

test('many are removed by typing how many; who has money or orders stays', async ({ world }) => {
  test.setTimeout(400_000);
  const customers = await named(world, 3);
  const olena = await onList(world, 'Олена');
  const taras = await onList(world, 'Тарас', 1);
  const [rich, plain] = customers;
  if (rich === undefined || plain === undefined) throw new Error('there are three');
  await taras.customer.open(rich.id);
  await taras.customer.deposit('10', 'Поповнення перед вилученням');
  await taras.customer.open(plain.id);
  await olena.customers.open();
  await olena.bulk.selectPage();
  await olena.bulk.choose('Remove');
  await olena.bulk.dialog.getByLabel('Type 3 to confirm').fill('4');
  await olena.bulk.confirm('Remove');
  await expect(olena.bulk.dialog).toContainText('It has to be 3');
  await olena.bulk.dialog.getByLabel('Type 3 to confirm').fill('3');
  expect(await violations(olena.page)).toEqual([]);
  await olena.bulk.confirm('Remove');
  await expect(olena.bulk.toast(/Removing 3 customers: 2 done, 1 failed/)).toBeVisible();
  await expect(taras.page.getByRole('heading', { level: 1 })).toHaveText(
    'This customer was removed',
  );
  await olena.page.getByRole('link', { name: 'Details' }).click();
  await expect(olena.bulk.verdict(rich.login)).toContainText('The balance is not zero');
  await expect(olena.bulk.verdict(plain.login)).toContainText('Done');
  await expect(olena.page.getByText('Removing can’t be undone')).toBeVisible();
  expect(await world.db.customer.count({ where: { companyId: world.companyId } })).toBe(1);
});

for (const look of [
  { colorScheme: 'light', viewport: { width: 390, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const) {
  test(`the bar fits ${look.viewport.width} px in ${look.colorScheme} and covers no row`, async ({
    world,
  }) => {
    test.setTimeout(400_000);
    const customers = await named(world, 12);
    const olena = await world.user('admin', 'en', 'Олена');
    const { page, customers: list } = await world.open(olena, look);
    const bulk = new BulkBar(page);
    await list.open('?pageSize=20');
    const last = customers.at(-1)?.login ?? '';
    await bulk.checkbox(customers[0]?.login ?? '').check();
    await expect(bulk.bar).toContainText('1 selected');
    await list.row(last).scrollIntoViewIfNeeded();
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const row = await list.row(last).boundingBox();
    const bar = await bulk.bar.boundingBox();
    expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(bar?.y ?? 0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
