import { expect } from '@playwright/test';
import { createOperation } from '#prisma/factories/operation.ts';
import { inPieces } from '#tests/support/in-pieces.ts';
import { violations } from '#tests/support/axe.ts';
import { FilterPanel } from './pages/filter-panel.ts';
import type { World } from './world.ts';
import { test } from './world.ts';

async function someCustomers({ db, companyId, customer }: World) {
  const tag = await db.tag.create({ data: { companyId, caption: 'VIP', color: 'teal' } });
  const organization = await db.organization.create({ data: { companyId, name: 'Січ' } });
  const ivan = await customer({
    login: 'ivan.one',
    lastName: 'Єрмоленко',
    city: 'Львів',
    country: 'UA',
    organizationId: organization.id,
    tags: { create: [{ tagId: tag.id }] },
  });
  const oksana = await customer({
    login: 'oksana.two',
    lastName: 'Ткач',
    city: 'Київ',
    country: 'PL',
    phone: '+380671234567',
  });
  const petro = await customer({
    login: 'petro.three',
    city: 'Київ',
    emailConfirmedAt: null,
    registeredAt: new Date(Date.now() - 90 * 86_400_000),
  });
  return { tag, organization, ivan, oksana, petro };
}

test('filters of the panel lead to the right rows, alone and together, and live in the address', async ({
  world,
}) => {
  const { db, companyId } = world;
  const { ivan } = await someCustomers(world);
  const user = await world.user('admin', 'en', 'Олена');
  const money = { companyId, customerId: ivan.id, authorId: user.id, amount: '1000.50' };
  await createOperation(db, money);
  const { page, customers } = await world.open(user);
  const filters = new FilterPanel(page);
  await expect(page.getByText('3 customers')).toBeVisible();

  await filters.open();
  await filters.field('City').fill('КИЇВ');
  await page.keyboard.press('Enter');
  await expect(filters.panel).toBeHidden();
  await expect(filters.button).toBeFocused();
  await expect(customers.row('ivan.one')).toHaveCount(0);
  await expect(page.getByText('2 customers found')).toBeVisible();
  await expect(filters.chips).toContainText('City: КИЇВ');

  await filters.open();
  await filters.field('Not confirmed').check();
  await filters.field('Locked').check();
  await filters.apply();
  await expect(page.getByText('1 customer found')).toBeVisible();
  await expect(customers.row('petro.three')).toBeVisible();
  await expect(filters.chips).toContainText('Status: Locked, Not confirmed');

  await filters.removeChip('City: КИЇВ');
  await filters.removeChip('Status: Locked, Not confirmed');
  await expect(filters.chips).toBeHidden();
  await expect(filters.button).toBeFocused();
  await expect(page.getByText('3 customers')).toBeVisible();

  await filters.open();
  await filters.field('Balance from').fill('1 000,50');
  await filters.field('Registered').selectOption('Last 7 days');
  await filters.panel.getByLabel('Tags').click();
  await page.getByRole('option', { name: 'VIP' }).click();
  await filters.panel.getByLabel('Country').click();
  await page.keyboard.type('Ukraine');
  await page.getByRole('option', { name: 'Ukraine' }).click();
  await filters.panel.getByLabel('Organization').click();
  await page.keyboard.type('січ');
  await page.getByRole('option', { name: 'Січ' }).click();
  await filters.apply();
  await expect(page.getByText('1 customer found')).toBeVisible();
  await expect(customers.row('ivan.one')).toBeVisible();
  for (const words of [
    'Registered: Last 7 days',
    'Tags: VIP',
    'Organization: Січ',
    'Country: Ukraine',
    /Balance: from .*1,000\.50/,
  ]) {
    await expect(filters.chips).toContainText(words);
  }

  const address = page.url();
  await page.reload();
  await expect(filters.chips).toContainText('Tags: VIP');
  await expect(filters.chips).toContainText('Organization: Січ');
  const taras = await world.signedIn(await world.user('admin', 'uk', 'Тарас'));
  await taras.page.goto(address.replace(/^https?:\/\/[^/]+/, taras.origin));
  await expect(taras.page.getByText('Знайдено 1 клієнта')).toBeVisible();
  await expect(taras.page.getByText('Реєстрація: Останні 7 днів')).toBeVisible();

  await filters.chips.getByRole('button', { name: 'Reset all' }).click();
  await expect(page.getByText('3 customers')).toBeVisible();
});

test('a wrong value is told beside its field, nothing typed is lost, and Escape applies nothing', async ({
  world,
}) => {
  await someCustomers(world);
  const { page } = await world.open(await world.user('admin', 'en', 'Олена'));
  const filters = new FilterPanel(page);
  await page.keyboard.press('f');
  await expect(filters.field('ID')).toBeFocused();
  await filters.field('ID').fill('seven');
  await filters.field('City').fill('Київ');
  await filters.field('Balance from').fill('10');
  await filters.field('Balance to').fill('9,99');
  await page.keyboard.press('Enter');
  await expect(filters.panel.getByText('Enter a customer’s number, like 42')).toBeVisible();
  await expect(filters.field('ID')).toBeFocused();
  await filters.field('ID').fill('');
  await page.keyboard.press('Enter');
  await expect(filters.panel.getByText('This is less than the lower bound')).toBeVisible();
  await expect(filters.field('City')).toHaveValue('Київ');

  await page.keyboard.press('Escape');
  await expect(filters.panel).toBeHidden();
  await expect(filters.button).toBeFocused();
  await expect(page.getByText('3 customers')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(filters.field('City')).toHaveValue('Київ');
  await expect(filters.panel.getByText('Not applied yet')).toBeVisible();
  await filters.panel.getByRole('button', { name: 'Reset' }).click();
  await expect(filters.panel).toBeHidden();
  await filters.open();
  await expect(filters.field('City')).toHaveValue('');
});

test('an old link to what is gone opens a list that says so, and offers to ask for less', async ({
  world,
}) => {
  await someCustomers(world);
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const filters = new FilterPanel(page);
  await customers.open('?tagIds=2147483647&city=%D0%9A%D0%B8%D1%97%D0%B2&country=nowhere');
  await expect(page.getByRole('heading', { name: 'Nobody matches all of these' })).toBeVisible();
  await expect(filters.chips).toContainText('Tags: no longer there (No. 2147483647)');
  await page.getByRole('button', { name: /^Without Tags/ }).click();
  await expect(page.getByText('2 customers found')).toBeVisible();
  await expect(page).not.toHaveURL(/tagIds/);
});

test('search and filters ask for both; `/` leads to the search', async ({ world }) => {
  await someCustomers(world);
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await customers.open('?city=%D0%BA%D0%B8%D1%97%D0%B2');
  await expect(page.getByText('2 customers found')).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('ткач');
  await expect(page.getByText('1 customer found')).toBeVisible();
  await expect(customers.row('oksana.two')).toBeVisible();
  await expect(page).toHaveURL(/search=.*city=/);
});

test('a total that stops at ten thousand says so, and is counted on when one asks', async ({
  world,
}) => {
  await inPieces(
    10_001,
    (from, to) => world.db.$executeRaw`
      INSERT INTO customers (company_id, login, email, first_name, last_name)
      SELECT ${world.companyId}, 'row' || n, 'row' || n || '@x.example', 'Олена', 'Ткач'
      FROM generate_series(${from}::int, ${to}::int) n`,
  );
  const { page, customers } = await world.open(await world.user('admin', 'en', 'Олена'));
  const total = page.getByRole('status').filter({ hasText: 'customers' });
  await expect(total).toHaveText('10,000+ customers');
  await expect(page.getByText('1–10 of 10,000+')).toBeVisible();
  await page.getByRole('button', { name: 'Count', exact: true }).click();
  await expect(total).toHaveText('10,001 customers');
  await expect(page.getByRole('button', { name: 'Count', exact: true })).toHaveCount(0);
  // The number belongs to its question.
  await customers.open('?login=row1000');
  await expect(page.getByText('3 customers found')).toBeVisible();
});

test('the page size is the reader’s own in every browser', async ({ world }) => {
  await Promise.all(Array.from({ length: 12 }, () => world.customer()));
  const user = await world.user('admin', 'en', 'Олена');
  const { page } = await world.open(user);
  await expect(page.getByText('1–10 of 12')).toBeVisible();
  const saved = page.waitForResponse(
    (answer) => answer.request().postData()?.includes('"pageSize":20') === true,
  );
  await page.getByLabel('Rows per page').selectOption('20');
  await expect(page.getByText('1–12 of 12')).toBeVisible();
  await saved;
  const elsewhere = await world.open(user);
  await expect(elsewhere.page.getByText('1–12 of 12')).toBeVisible();
  await elsewhere.customers.open('?pageSize=10');
  await elsewhere.page.getByRole('link', { name: 'Next page' }).click();
  await expect(elsewhere.page.getByText('11–12 of 12')).toBeVisible();
  await elsewhere.page.reload();
  await expect(elsewhere.page.getByText('11–12 of 12')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the panel has no accessibility violations and fits a phone (${colorScheme})`, async ({
    world,
  }) => {
    await someCustomers(world);
    const user = await world.user('admin', 'en', 'Олена');
    const { page, customers } = await world.signedIn(user, { colorScheme });
    await customers.open('?city=%D0%BA%D0%B8%D1%97%D0%B2&onlyActive=1');
    const filters = new FilterPanel(page);
    await filters.open();
    expect(await violations(page)).toEqual([]);
    const phone = await world.signedIn(user, {
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    await phone.customers.open('?city=%D0%BA%D0%B8%D1%97%D0%B2&onlyActive=1');
    const small = new FilterPanel(phone.page);
    await expect(small.chips).toBeVisible();
    await small.open();
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await violations(phone.page)).toEqual([]);
  });
}
