import { expect } from '@playwright/test';
import { lettersTo, origins, password, test } from './world.ts';

const newPassword = 'Kashtan#2027';

test('a wrong current password is said beside its field and takes nothing; the right one ends all other sessions', async ({
  world,
}) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const elsewhere = await world.open(user, { origin: origins()[1], locale: 'uk-UA' });
  const { page, context } = await world.signedIn(user);
  await page.goto('/profile');
  await expect(page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  const section = page.getByRole('region', { name: 'Пароль', exact: true });
  const current = section.getByLabel('Поточний пароль', { exact: true });
  const wanted = section.getByLabel('Новий пароль', { exact: true });
  const submit = section.getByRole('button', { name: 'Змінити пароль' });

  await wanted.fill(newPassword);
  await submit.click();
  await expect(current).toBeFocused();
  await expect(current).toHaveAccessibleDescription(/Заповніть це поле/);
  await current.fill('Not-Mine-1');
  await submit.click();
  await expect(current).toHaveAccessibleDescription(/Поточний пароль неправильний\./);
  await expect(current).toHaveAttribute('aria-invalid', 'true');
  await expect(current).toBeFocused();
  await expect(wanted).not.toHaveAttribute('aria-invalid', 'true');
  await expect(current).toHaveValue('Not-Mine-1');
  await expect(wanted).toHaveValue(newPassword);
  // Refused, it has ended nobody's session.
  await elsewhere.page.reload();
  await elsewhere.customers.isShown();

  await current.fill(password);
  await submit.click();
  await expect(page.getByText('Пароль змінено. Інші ваші сеанси завершено.')).toBeVisible();
  await expect(current).toHaveValue('');
  await expect(wanted).toHaveValue('');
  await expect(elsewhere.page).toHaveURL(/\/sign-in\?.*reason=passwordChanged/);
  await expect(elsewhere.page.getByRole('main').getByRole('status')).toHaveText(
    'Ваш пароль змінено, тому цей сеанс завершено. Увійдіть з новим паролем.',
  );
  const [letter] = await lettersTo(user.email);
  expect(letter?.subject).toBe('Ваш пароль змінено');

  // This window goes on; the other one comes back by the new password alone.
  expect((await context.request.get('/trpc/session.current')).status()).toBe(200);
  await elsewhere.page.waitForLoadState('networkidle');
  await elsewhere.signIn.submit(user.email, password);
  await expect(elsewhere.page.getByRole('alert')).toContainText('Не вдалося увійти.');
  await elsewhere.signIn.submit(user.email, newPassword);
  await elsewhere.customers.isShown();
});
