import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

/** Two superadmins of one company on one of its settings' pages, on two processes. */
async function two(world: World, path: string): Promise<[Page, Page]> {
  const olena = await world.open(await world.user('superadmin', 'en', 'Олена'));
  const iryna = await world.open(await world.user('superadmin', 'en', 'Ірина'), {
    origin: origins()[1],
  });
  for (const { page } of [olena, iryna]) {
    await page.goto(path);
    await expect(page.getByRole('form').or(page.locator('[data-settings]'))).toBeVisible();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
  }
  return [olena.page, iryna.page];
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => expect(page.getByText('Settings saved')).toBeVisible();

test('a colleague’s open page follows what a superadmin saves, and other people’s forms do', async ({
  world,
}) => {
  const [olena, iryna] = await two(world, '/settings/company');
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.page.goto('/customers/new');
  await expect(taras.page.getByText('6 characters or more')).toBeVisible();
  await expect(taras.page.getByText('Live', { exact: true })).toBeVisible();
  await olena.getByLabel('Name', { exact: true }).fill('Льон і вовна');
  const customers = olena.getByRole('group', { name: 'Customers’ passwords' });
  await customers.getByLabel('Minimum length').fill('11');
  await customers.getByLabel('A punctuation mark').check();
  await expect(customers.getByRole('listitem')).toContainText(['11 characters or more']);
  await save(olena);
  await saved(olena);
  await expect(iryna.getByLabel('Name', { exact: true })).toHaveValue('Льон і вовна');
  await expect(taras.page.getByText('11 characters or more')).toBeVisible();
  await expect(taras.page.getByText('A punctuation mark')).toBeVisible();
  const row = await world.db.company.findUniqueOrThrow({ where: { id: world.companyId } });
  expect(row).toMatchObject({ version: 2, name: 'Льон і вовна' });
});

test('what a colleague changed meanwhile is taken or kept, never saved over', async ({ world }) => {
  const [olena, iryna] = await two(world, '/settings/company');
  const hours = (page: Page) =>
    page.getByRole('textbox', { name: 'A password link is valid for, hours' });
  await iryna.getByLabel('Failed sign-ins').fill('5');
  await hours(iryna).fill('12');
  await hours(olena).fill('48');
  await save(olena);
  await saved(olena);
  await expect(iryna.getByText(/^Олена.*: 48$/)).toBeVisible();
  await expect(hours(iryna)).toHaveValue('12');
  await save(iryna).catch(() => undefined);
  const row = () => world.db.company.findUniqueOrThrow({ where: { id: world.companyId } });
  expect(await row()).toMatchObject({ linkHours: 48, lockoutAttemptsMax: 10 });
  await iryna.getByRole('button', { name: /hours: keep my value$/ }).click();
  await save(iryna);
  await saved(iryna);
  expect(await row()).toMatchObject({ linkHours: 12, lockoutAttemptsMax: 5, version: 3 });
  await expect(hours(olena)).toHaveValue('12');
});

test('says what is wrong beside the field, and asks before what was typed is lost', async ({
  world,
}) => {
  const [olena] = await two(world, '/settings/company');
  const idle = olena.getByLabel('A session without use lasts, hours');
  await idle.fill('700');
  await save(olena);
  await expect(idle).toBeFocused();
  await expect(idle).toHaveAttribute('aria-invalid', 'true');
  await expect(olena.getByText('can’t be longer than the whole session')).toBeVisible();
  await olena.getByRole('link', { name: 'Cash register (ПРРО)' }).click();
  await expect(olena.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await olena.getByRole('button', { name: 'Cancel' }).click();
  await expect(idle).toHaveValue('700');
});

test('an admin has no access, and no way there', async ({ world }) => {
  const { page } = await world.open(await world.user('admin', 'en', 'Тарас'));
  await expect(page.getByRole('link', { name: 'Settings' })).toHaveCount(0);
  for (const path of ['/settings', '/settings/company', '/settings/prro']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[data-settings]')).toHaveCount(0);
  }
});

test('the cash register is set up, its key is never shown again, a colleague follows', async ({
  world,
}) => {
  const [olena, iryna] = await two(world, '/settings/prro');
  const key = 'canary-licence-key';
  await olena.getByLabel('Cash register on').check({ force: true });
  await save(olena);
  await expect(olena.getByLabel('Provider')).toBeFocused();
  await olena.getByLabel('Provider').selectOption('vchasno');
  await olena.getByLabel('Licence key').fill(key);
  await olena.getByLabel('Fiscal number of the cash desk').fill('4000123456');
  await olena.getByLabel('Cashier').fill('Олена Коваленко');
  await save(olena);
  await saved(olena);
  await expect(olena.getByLabel('Licence key')).toHaveValue('');
  await expect(olena.getByText('A key is saved.', { exact: false })).toBeVisible();
  await expect(iryna.getByLabel('Cashier')).toHaveValue('Олена Коваленко');
  await expect(iryna.getByText('A key is saved.', { exact: false })).toBeVisible();
  for (const page of [olena, iryna]) {
    expect(await page.content()).not.toContain(key);
    const answer = await page.reload();
    expect(await answer?.text()).not.toContain(key);
    await expect(page.getByLabel('Fiscal number of the cash desk')).toHaveValue('4000123456');
  }
});

for (const [language, colorScheme, width] of [
  ['uk', 'light', 1440],
  ['ru', 'dark', 1440],
  ['en', 'light', 390],
] as const) {
  test(`both pages are free of barriers: ${language}, ${colorScheme}, ${String(width)}`, async ({
    world,
  }) => {
    const user = await world.user('superadmin', language, 'Олена');
    const look = { colorScheme, viewport: { width, height: 900 } };
    const { page } = await world.signedIn(user, look);
    for (const path of ['/settings/company', '/settings/prro']) {
      await page.goto(path);
      await expect(page.locator('[data-settings]')).toBeVisible();
      await expect(page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
