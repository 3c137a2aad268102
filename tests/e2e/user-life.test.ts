import { expect } from '@playwright/test';
import { pressButton } from './pages/letter.ts';
import { UsersPage } from './pages/users-page.ts';
import { lettersTo, origins, test } from './world.ts';
import type { Window } from './world.ts';

const newPassword = 'Kashtan#2027';

const mariia = () => ({
  'Ім’я користувача': 'Марія',
  'Прізвище користувача': 'Гнатюк',
  Телефон: `050 ${String(1_000_000 + process.pid)}`,
  'E-mail': `mariia.${String(process.pid)}@barvinok.example`,
});

/** S4-12 to S4-25: what doesn't do is said beside its field, and then it is added. */
async function add({ page }: Window, users: UsersPage, typed: ReturnType<typeof mariia>) {
  await page.getByRole('link', { name: 'Користувачі' }).click();
  await users.add.click();
  await users.fill({ ...typed, 'Ім’я користувача': 'Mariia', Телефон: '044 123 45 67' });
  await users.save.click();
  await expect(users.field('Ім’я користувача')).toBeFocused();
  await expect(users.dialog.getByText('Лише кириличні літери; між')).toBeVisible();
  await expect(
    users.dialog.getByText('Введіть номер українського мобільного оператора, наприклад +380'),
  ).toBeVisible();
  await users.fill(typed);
  await users.save.click();
  await expect(
    page.getByText(
      `Користувача Марія Гнатюк створено. Лист із посиланням для встановлення пароля надсилаємо на ${typed['E-mail']}.`,
    ),
  ).toBeVisible();
  await expect(users.dialog).toBeHidden();
}

/** S4-32 to S4-38: from the letter into the cabinet, by a page that says which rules are met. */
async function takeUp({ page, customers }: Window, email: string): Promise<void> {
  const [letter] = await lettersTo(email);
  expect(letter?.text).toContain(`Ваш логін: ${email}`);
  expect(letter?.text).toContain('Посилання діє 24 години і лише один раз.');
  await page.goto('/healthz');
  await pressButton(page, letter);
  await expect(page.getByText(`Марія, придумайте пароль, щоб входити як ${email}.`)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const met = page.locator('.t-rule-list li[data-met="true"]');
  const unmet = page.locator('.t-rule-list li[data-met="false"]');
  const field = page.getByLabel('Новий пароль', { exact: true });
  const all = await page.locator('.t-rule-list li').count();
  await field.fill('kash');
  await expect(unmet).toHaveText([/^Щонайменше 6 символів/, /^Велика літера/, /^Цифра/]);
  await page.getByRole('button', { name: 'Зберегти пароль та увійти' }).click();
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill(newPassword);
  await expect(met).toHaveCount(all);
  await expect(unmet).toHaveCount(0);
  await page.getByRole('button', { name: 'Зберегти пароль та увійти' }).click();
  await customers.isShown();
}

test('S4 as a whole: added, invited, signed in, blocked with «Так», told why, and let in again', async ({
  world,
}) => {
  const olena = await world.open(await world.user('superadmin', 'uk', 'Олена'));
  const users = new UsersPage(olena.page);
  const typed = mariia();
  const email = typed['E-mail'];
  await add(olena, users, typed);
  await expect(users.row(email)).toContainText('Активний');
  await expect(users.row(email)).toContainText('пароль ще не встановлено');

  const theirs = await world.window({ origin: origins()[1], locale: 'uk-UA' });
  await takeUp(theirs, email);
  // The list of the one who invited knows without being asked.
  await expect(users.row(email)).not.toContainText('пароль ще не встановлено');
  await theirs.page.getByRole('link', { name: 'Користувачі' }).click();
  const seen = new UsersPage(theirs.page);
  await expect(seen.add).toHaveAttribute('aria-disabled', 'true');

  await users.switchOf(email).click();
  await expect(users.dialog).toContainText('Доступ користувача до кабінету буде припинено');
  await users.yes.click();
  await expect(users.row(email)).toContainText('Заблоковано');
  await expect(theirs.page).toHaveURL(/\/sign-in\?reason=blocked/);
  await expect(theirs.page.getByRole('main').getByRole('status')).toHaveText(
    'Суперадмін компанії припинив ваш доступ до кабінету. Ваші сеанси завершено.',
  );
  await theirs.page.waitForLoadState('networkidle');
  await theirs.signIn.submit(email, newPassword);
  await expect(theirs.page.getByRole('alert')).toContainText('Не вдалося увійти.');

  await users.switchOf(email).click();
  await expect(users.dialog).toContainText(
    'Доступ користувача до особистого кабінету буде відновлено',
  );
  await users.yes.click();
  await expect(users.row(email)).toContainText('Активний');
  await theirs.signIn.submit(email, newPassword);
  await expect(theirs.page).not.toHaveURL(/\/sign-in/);
});
