import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { UsersPage } from './pages/users-page.ts';
import { origins, password, test } from './world.ts';

test('a superadmin sees where a user is signed in, live, and ends one session or all', async ({
  world,
}) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const one = await world.open(user, { origin: origins()[1], locale: 'uk-UA' });
  const { page } = await world.open(await world.user('superadmin', 'uk', 'Олена'));
  const users = new UsersPage(page);
  await users.open();
  await users
    .row(user.email)
    .getByRole('button', { name: /^Дії: / })
    .click();
  await page.getByRole('menuitem', { name: 'Сеанси' }).click();
  const sessions = users.dialog.getByRole('list', { name: 'Сеанси' }).getByRole('listitem');
  await expect(users.dialog).toContainText('Де користувач увійшов');
  await expect(sessions).toHaveCount(1);
  await expect(sessions).toContainText('Невідомий пристрій');

  // Signed in by the form, so this one says which browser it is.
  const two = await world.window({ locale: 'uk-UA' });
  await two.signIn.open();
  await two.signIn.submit(user.email, password);
  await two.customers.isShown();
  await expect(sessions).toHaveCount(2);
  expect(await violations(page)).toEqual([]);

  await users.dialog.getByRole('button', { name: /^Завершити сеанс: Chrome/ }).click();
  await expect(two.page).toHaveURL(/\/sign-in\?.*reason=endedBySuperadmin/);
  await expect(two.page.getByRole('main').getByRole('status')).toHaveText(
    'Цей сеанс завершив суперадмін компанії. Увійдіть, щоб продовжити з того самого місця.',
  );
  await expect(sessions).toHaveCount(1);
  // The other one's session is as good as before.
  expect((await one.context.request.get('/trpc/session.current')).status()).toBe(200);
  await one.customers.isShown();

  await users.dialog.getByRole('button', { name: 'Завершити всі сеанси' }).click();
  await expect(one.page).toHaveURL(/\/sign-in\?.*reason=endedBySuperadmin/);
  await expect(users.dialog).toContainText('Користувач ніде не ввійшов.');
  await expect(sessions).toHaveCount(0);
  // It ends sessions, not the access.
  await one.page.waitForLoadState('networkidle');
  await one.signIn.submit(user.email, password);
  await one.customers.isShown();
  await expect(sessions).toHaveCount(1);
});

test('an admin is offered no sessions of others', async ({ world }) => {
  const other = await world.user('admin', 'uk', 'Тарас');
  const { page } = await world.open(await world.user('admin', 'uk', 'Ірина'));
  const users = new UsersPage(page);
  await users.open();
  await expect(users.row(other.email)).toBeVisible();
  await expect(users.row(other.email).getByRole('button', { name: /^Дії: / })).toHaveCount(0);
});
