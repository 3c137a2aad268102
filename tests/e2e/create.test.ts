import { expect } from '@playwright/test';
import { verifyPassword } from '#server/infra/auth/password.ts';
import { violations } from '#tests/support/axe.ts';
import { NewCustomerPage } from './pages/new-customer-page.ts';
import { test } from './world.ts';
import type { World } from './world.ts';

const lesia = { lastName: 'Українка', firstName: 'Леся', email: 'lesia@example.com' };

async function opened(world: World, firstName = 'Олена') {
  const window = await world.open(await world.user('admin', 'en', firstName));
  const create = new NewCustomerPage(window.page);
  await create.open();
  return { ...window, create };
}

test('a customer is added from the list, and one lands on their page', async ({ world }) => {
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const create = new NewCustomerPage(page);
  await customers.open();
  await page.getByRole('link', { name: 'Add customer' }).click();
  await expect(create.input('login')).toBeFocused();
  await create.fill({ login: 'lesia', ...lesia });
  await create.fillPassword();
  await create.input('phone').fill('067 123 45 67');
  await create.input('birthday').fill('25.2.1871');
  await create.input('birthday').blur();
  await expect(create.input('birthday')).toHaveValue('25/02/1871');
  await create.save.click();
  await expect(create.input('birthday')).toBeFocused();
  await create.input('birthday').fill('25.2.1971');
  await create.save.click();
  const id = await create.landed();
  await expect(page.getByText('Added: Українка Леся')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Українка Леся');
  const row = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ login: 'lesia', phone: '+380671234567', gender: 'female' });
  expect(row.birthday?.toISOString().slice(0, 10)).toBe('1971-02-25');
  expect(row.version).toBe(1);
});

for (const [field, typed] of [
  ['login', 'із кирилицею'],
  ['email', 'not an address'],
  ['lastName', 'Latin'],
  ['firstName', '😀😀'],
  ['password', 'short'],
] as const) {
  test(`${field} refuses ${typed} beside the field and keeps it`, async ({ world }) => {
    const { create } = await opened(world);
    await create.fill({ login: 'lesia', ...lesia });
    await create.fillPassword();
    await create.input(field).fill(typed);
    await create.save.click();
    await expect(create.input(field)).toBeFocused();
    await expect(create.input(field)).toHaveAttribute('aria-invalid', 'true');
    await expect(create.input(field)).toHaveValue(typed);
    await expect(create.input('login')).toHaveValue(field === 'login' ? typed : 'lesia');
    expect(await world.db.customer.count({ where: { companyId: world.companyId } })).toBe(0);
  });
}

test('nothing filled in: every mandatory field says so, and the first has the focus', async ({
  world,
}) => {
  const { create, page } = await opened(world);
  await create.save.click();
  await expect(create.input('login')).toBeFocused();
  for (const field of ['login', 'email', 'lastName', 'firstName', 'password']) {
    await expect(create.input(field)).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(create.field('gender')).toContainText('Please fill this in');
  await expect(page.getByText('6 fields need a look')).toBeVisible();
  await create.input('login').fill('lesia');
  await expect(create.input('login')).not.toHaveAttribute('aria-invalid', 'true');
});

test('a login that a colleague took a moment earlier is told beside the field', async ({
  world,
}) => {
  const olena = await opened(world);
  const taras = await opened(world, 'Тарас');
  await olena.create.fill({ login: 'lesia', ...lesia });
  await olena.create.fillPassword();
  await olena.create.input('comment').fill('A regular of the book fair');
  await taras.create.fill({ login: 'lesia', ...lesia, email: 'other@example.com' });
  await taras.create.fillPassword();
  await taras.create.save.click();
  const first = await taras.create.landed();
  await olena.create.save.click();
  await expect(olena.create.input('login')).toBeFocused();
  await expect(olena.create.field('login')).toContainText('Already taken by');
  const link = olena.create.field('login').getByRole('link', { name: `No. ${first}` });
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(olena.create.input('password')).toHaveValue('Tandem-2026');
  await expect(olena.create.input('comment')).toHaveValue('A regular of the book fair');
  await olena.create.input('login').fill('lesia2');
  await olena.create.save.click();
  const second = await olena.create.landed();
  expect(second).not.toBe(first);
});

test('an e-mail that is taken is told when the field is left', async ({ world }) => {
  const other = await world.customer({ email: 'taken@example.com' });
  const { create } = await opened(world);
  await create.input('email').fill('Taken@Example.com');
  await create.input('lastName').focus();
  await expect(create.field('email')).toContainText(`No. ${other.id}`);
  await create.input('email').fill('free@example.com');
  await expect(create.field('email')).not.toContainText('Already taken');
});

test('a generated password is shown once, can be copied and opens the account', async ({
  world,
}) => {
  const { create, page, context } = await opened(world);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await create.fill({ login: 'lesia', ...lesia });
  await page.getByRole('button', { name: 'Generate' }).click();
  const password = await create.input('password').inputValue();
  await expect(create.input('password')).toHaveAttribute('type', 'text');
  await expect(page.getByText('Copy it now')).toBeVisible();
  await page.getByRole('button', { name: 'Copy the password' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password);
  await create.save.click();
  const id = await create.landed();
  const { passwordHash } = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(await verifyPassword(passwordHash ?? '', password)).toBe(true);
  expect(JSON.stringify(await world.db.draft.findMany())).not.toContain(password);
});

test('with a link the customer sets the password', async ({ world }) => {
  const { create, page } = await opened(world);
  await create.fill({ login: 'lesia', ...lesia });
  await page.getByText('Send a link', { exact: true }).click();
  await expect(page.getByText('The customer gets a letter with a link')).toBeVisible();
  await create.save.click();
  const id = await create.landed();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(row.passwordHash).toBeNull();
});

test('a draft survives a reload and leaving, and ends with the customer', async ({ world }) => {
  const { create, page } = await opened(world);
  await create.fill({ login: 'lesia', ...lesia });
  await create.fillPassword('Secret-2026');
  await expect(create.kept).toBeVisible();
  await page.reload();
  await expect(page.getByText('You left an unfinished customer')).toContainText('Login');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(create.input('login')).toHaveValue('lesia');
  await expect(create.field('gender').getByRole('radio', { name: 'Female' })).toBeChecked();
  await expect(create.input('password')).toHaveValue('');
  await create.input('city').fill('Луцьк');
  await page.getByRole('link', { name: 'All customers' }).click();
  await expect(page.getByText('Kept as a draft.')).toBeVisible();
  await page.getByRole('link', { name: 'Add customer' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(create.input('city')).toHaveValue('Луцьк');
  await create.fillPassword();
  await create.save.click();
  await create.landed();
  await create.open();
  await expect(page.getByText('You left an unfinished customer')).toHaveCount(0);
});

test('an answer that was lost: saving again adds nobody twice', async ({ world }) => {
  const { create, page } = await opened(world);
  await create.fill({ login: 'lesia', ...lesia });
  await create.fillPassword();
  let isFirst = true;
  await page.route('**/trpc/customer.create**', async (route) => {
    if (!isFirst) return route.fallback();
    isFirst = false;
    await route.fetch();
    await route.abort();
  });
  await create.save.click();
  await expect(page.getByRole('alert')).toContainText('nobody is added twice');
  await expect(create.input('login')).toHaveValue('lesia');
  await create.save.click();
  const id = await create.landed();
  const all = await world.db.customer.findMany({ where: { companyId: world.companyId } });
  expect(all.map((row) => row.id)).toEqual([id]);
});

test('a company is asked for its legal name, a person is not', async ({ world }) => {
  const { create } = await opened(world);
  await create.fill({ login: 'lesia', ...lesia });
  await create.fillPassword();
  await expect(create.field('legalName')).toHaveCount(0);
  await create.field('legalType').getByText('Company').click();
  await create.input('taxNumber').fill('1234567890');
  await create.save.click();
  await expect(create.input('legalName')).toBeFocused();
  await expect(create.input('taxNumber')).toHaveAttribute('aria-invalid', 'true');
  await create.input('legalName').fill('ТОВ «Лісова пісня»');
  await create.input('taxNumber').fill('12345678');
  await create.save.click();
  const id = await create.landed();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ legalType: 'company', legalName: 'ТОВ «Лісова пісня»' });
});

test('a customer is added by keyboard alone', async ({ world }) => {
  const { create, page } = await opened(world);
  const { keyboard } = page;
  await expect(create.input('login')).toBeFocused();
  for (const text of ['lesia', lesia.email, lesia.lastName, lesia.firstName]) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
  await keyboard.press('Space');
  await expect(create.field('gender').getByRole('radio', { name: 'Female' })).toBeChecked();
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.type('Tandem-2026');
  // To the country, which is found by a part of its name.
  for (let presses = 0; presses < 40; presses += 1) {
    await keyboard.press('Tab');
    const field = create.input('country');
    if (await field.evaluate((element) => element === document.activeElement)) break;
  }
  await keyboard.type('ukra');
  await keyboard.press('Enter');
  await expect(create.input('country')).toHaveValue('Ukraine');
  await keyboard.press('ControlOrMeta+s');
  const id = await create.landed();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(row).toMatchObject({ login: 'lesia', gender: 'female', country: 'UA' });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page that adds a customer has no accessibility violations (${colorScheme})`, async ({
    world,
  }) => {
    test.setTimeout(180_000);
    const user = await world.user('admin', 'uk', 'Олена');
    const { page } = await world.open(user, { colorScheme });
    const create = new NewCustomerPage(page);
    await create.open();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Додати клієнта' }).click();
    await expect(create.input('login')).toHaveAttribute('aria-invalid', 'true');
    await page.getByRole('button', { name: 'Згенерувати' }).click();
    expect(await violations(page)).toEqual([]);
    await create.input('country').focus();
    await page.keyboard.type('укр');
    await expect(page.getByRole('option', { name: 'Україна' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
