import { violations } from '#tests/support/axe.ts';
import { expect } from '@playwright/test';
import { password, test } from './world.ts';

test('a sign-in elsewhere appears on the profile; ended, that window is out at once and says so', async ({
  world,
}) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const { page } = await world.signedIn(user);
  await page.goto('/profile');
  const list = page.getByRole('list', { name: 'Сеанси' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  const elsewhere = await world.window({ locale: 'uk-UA' });
  await elsewhere.signIn.open();
  await elsewhere.signIn.submit(user.email, password);
  await elsewhere.customers.isShown();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: /^Завершити сеанс: Chrome/ }).click();
  await expect(elsewhere.page).toHaveURL(/\/sign-in\?reason=endedByOwner/);
  await expect(elsewhere.page.getByRole('status')).toContainText('з іншого браузера');
  await expect(list.getByRole('listitem')).toHaveCount(1);
});

test('all other sessions end after one question; this one goes on', async ({ world }) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const [one, two] = [await world.open(user), await world.open(user)];
  const { page } = await world.signedIn(user);
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Завершити всі інші' }).click();
  const dialog = page.getByRole('dialog', { name: 'Завершити всі інші сеанси?' });
  await dialog.getByRole('button', { name: 'Завершити всі інші' }).click();
  for (const other of [one, two]) await expect(other.page).toHaveURL(/reason=endedByOwner/);
  await expect(page.getByText('Більше ніде ви не ввійшли.')).toBeVisible();
});

test('name, theme and language follow to another browser without reload', async ({ world }) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const there = await world.open(user);
  const { page } = await world.signedIn(user);
  await page.goto('/profile');
  await page.getByLabel('Ім’я').fill('Taras');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await expect(page.getByText('Лише кириличні літери', { exact: false })).toBeVisible();
  await page.getByLabel('Ім’я').fill('Остап');
  await page.getByRole('button', { name: 'Зберегти' }).click();
  await expect(there.page.getByRole('button', { name: /Остап/ })).toBeVisible();
  await page.getByText('Темна', { exact: true }).click();
  await expect(there.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByLabel('Мова').last().selectOption('en');
  await expect(there.page.locator('html')).toHaveAttribute('lang', 'en');
  // A third browser, which has no cookie of it, is dark from the first byte.
  const { context, page: third } = await world.open(user);
  const html = await (await context.request.get('/profile')).text();
  expect(html).toContain('data-mantine-color-scheme="dark"');
  await expect(third.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('dates follow the reader’s zone; a statement stays in the company’s and says so', async ({
  world,
}) => {
  const user = await world.user('admin', 'en', 'Тарас');
  const customer = await world.customer({ registeredAt: new Date('2026-03-01T01:30:00Z') });
  const { page } = await world.open(user);
  await expect(page.getByRole('row', { name: customer.login })).toContainText('01/03/2026');
  await page.goto('/profile');
  await expect(page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  const saved = page.waitForResponse(
    (answer) => answer.request().postData()?.includes('America/New_York') === true,
  );
  await page.getByRole('textbox', { name: 'Time zone' }).click();
  await page.getByRole('textbox', { name: 'Time zone' }).fill('New York');
  await page.getByRole('option', { name: 'America/New York' }).click();
  await expect(page.getByRole('textbox', { name: 'Time zone' })).toHaveValue('America/New York');
  await saved;
  await page.goto('/customers');
  await expect(page.getByRole('row', { name: customer.login })).toContainText('28/02/2026');
  await page.goto(`/customers/${String(customer.id)}/operations`);
  await expect(page.getByText('in the company’s time zone: Europe/Kyiv')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the profile has no accessibility violations and fits a phone (${colorScheme})`, async ({
    world,
  }) => {
    const user = await world.user('superadmin', 'uk', 'Олена');
    await world.open(user);
    const { page } = await world.signedIn(user, { colorScheme });
    await page.goto('/profile');
    await expect(page.getByRole('heading', { level: 1, name: 'Профіль' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
