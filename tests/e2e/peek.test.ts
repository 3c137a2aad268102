import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { origins, test } from './world.ts';

test('a customer beside the list is live, and colleagues see who looks', async ({ world }) => {
  const first = await world.customer({ login: 'first.one', lastName: 'Перша' });
  const second = await world.customer({ login: 'second.one', lastName: 'Друга' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const { page, customers } = olena;
  await expect(customers.row('first.one')).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('p');
  const panel = page.getByRole('complementary', { name: /Перша/ });
  await expect(panel).toContainText('Enabled');
  await expect(page).toHaveURL(new RegExp(`peek=${first.id}`));
  await expect(taras.customers.row('first.one').locator('.t-avatar')).toBeVisible();

  await taras.customer.open(first.id);
  await expect(panel.getByText('Тарас').first()).toBeVisible();
  await taras.customer.lock('Seen from afar');
  await expect(panel).toContainText('Locked');
  await expect(panel).toContainText('Seen from afar');
  await taras.customer.deposit('250', 'A refund for a parcel');
  await expect(panel).toContainText('250.00');
  await expect(panel).toContainText('deposit', { ignoreCase: true });

  await page.keyboard.press('j');
  const next = page.getByRole('complementary', { name: /Друга/ });
  await expect(next).toContainText('second.one');
  await expect(page).toHaveURL(new RegExp(`peek=${second.id}`));
  await expect(customers.row('second.one')).toBeFocused();
  await next.getByRole('button', { name: 'Lock', exact: true }).click();
  await olena.customer.dialog.getByLabel('Reason').fill('From beside the list');
  await olena.customer.dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(next).toContainText('From beside the list');
  await expect(olena.customer.dialog).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(next).toBeHidden();
  await expect(customers.row('second.one')).toBeFocused();
  await expect(page).not.toHaveURL(/peek/);
});

test('peeking asks for nothing of the list anew, and one step back closes it', async ({
  world,
}) => {
  await world.customer({ login: 'first.one' });
  await world.customer({ login: 'second.one' });
  const { page, customers } = await world.open(await world.user('admin', 'en', 'Олена'));
  await expect(customers.row('second.one')).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await customers.row('first.one').hover();
  await customers
    .row('first.one')
    .getByRole('button', { name: /^Peek at/ })
    .click();
  const panel = page.locator('.t-peek');
  await expect(panel).toContainText('first.one');
  await page.keyboard.press('j');
  await expect(panel).toContainText('second.one');
  expect(asked.filter((url) => /\.data|customer\.list/.test(url))).toEqual([]);
  await page.goBack();
  await expect(panel).toBeHidden();
  await expect(customers.row('first.one')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a link opens the panel, on a phone too, without violations (${colorScheme})`, async ({
    world,
  }) => {
    const one = await world.customer({ login: 'first.one' });
    const { page, customers } = await world.signedIn(await world.user('admin', 'uk', 'Олена'), {
      colorScheme,
    });
    await customers.open(`?peek=${one.id}`);
    const panel = page.locator('.t-peek');
    await expect(panel).toContainText('first.one');
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(panel).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await panel.getByRole('button', { name: 'Закрити панель' }).click();
    await expect(panel).toBeHidden();
    await customers.open('?peek=999999999');
    await expect(panel).toContainText('Клієнта не знайдено');
  });
}
