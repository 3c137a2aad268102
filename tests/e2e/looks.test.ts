import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { test } from './world.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`screens and dialogs have no accessibility violations (${colorScheme})`, async ({
    world,
  }) => {
    test.setTimeout(180_000);
    const customer = await world.customer();
    const guest = await world.window({ colorScheme });
    await guest.signIn.open();
    expect(await violations(guest.page)).toEqual([]);
    const {
      page,
      customers,
      customer: one,
    } = await world.open(await world.user('superadmin', 'uk', 'Олена'), { colorScheme });
    await customers.open();
    expect(await violations(page)).toEqual([]);
    for (const tab of ['', '/operations', '/activity'] as const) {
      await one.open(customer.id, tab);
      expect(await violations(page)).toEqual([]);
    }
    for (const verb of ['Заблокувати', 'Поповнити', 'Списати']) {
      await page.getByRole('button', { name: verb, exact: true }).click();
      await expect(one.dialog).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(one.dialog).toBeHidden();
    }
  });
}

test('everything is done by keyboard alone: sign in, find, open, lock', async ({ world }) => {
  const customer = await world.customer({ login: 'keyboard.only', lastName: 'Клавіатура' });
  await world.customer({ login: 'somebody.else' });
  const user = await world.user('admin', 'en', 'Олена');
  const { page, signIn, customers, customer: one } = await world.window();
  await signIn.open();
  await page.keyboard.type(user.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Tandem-2026');
  await page.keyboard.press('Enter');
  await customers.isShown();
  await page.keyboard.press('/');
  await page.keyboard.type('клавіатур');
  await page.keyboard.press('Enter');
  await expect(customers.row('somebody.else')).toHaveCount(0);
  const link = customers.row('keyboard.only').getByRole('link').first();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await link.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${customer.id}`));
  const lock = page.getByRole('button', { name: 'Lock', exact: true });
  await expect(lock).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await lock.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await expect(one.dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('By keyboard alone');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.locator('header.t-customer-header')).toContainText('By keyboard alone');
});

test('the language changes without losing the page or what was typed', async ({ world }) => {
  const customer = await world.customer();
  const {
    page,
    customer: one,
    customers,
  } = await world.open(await world.user('admin', 'en', 'Олена'));
  await customers.open();
  await page.keyboard.press('/');
  await page.keyboard.type('half a na');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('uk');
  await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Клієнти');
  await expect(page.getByRole('searchbox')).toHaveValue('half a na');
  await one.open(customer.id, '/activity');
  await page.getByRole('combobox', { name: 'Мова' }).selectOption('ru');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
  await expect(page).toHaveURL(/\/activity$/);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'ru');
});
