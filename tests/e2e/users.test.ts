import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { UsersPage } from './pages/users-page.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

let serial = 0;

/** As a superadmin types it, with an e-mail and a phone of its own. */
function maria() {
  serial += 1;
  const mark = `${process.pid}${serial}`;
  return {
    'Ім’я користувача': 'Марія',
    'Прізвище користувача': 'Гнатюк',
    Телефон: `067 ${String(1_000_000 + (process.pid % 1_000) * 1_000 + serial)}`,
    'E-mail': `maria.${mark}@barvinok.example`,
  };
}

async function opened(world: World, role: 'superadmin' | 'admin' = 'superadmin') {
  const user = await world.user(role, 'uk', 'Олена');
  const window = await world.open(user);
  const users = new UsersPage(window.page);
  await users.open();
  return { ...window, users, user };
}

async function colleague(world: World, role: 'superadmin' | 'admin' = 'admin') {
  const user = await world.user(role, 'uk', 'Тарас');
  const window = await world.open(user, { origin: origins()[1] });
  const users = new UsersPage(window.page);
  await users.open();
  return { ...window, users, user };
}

test('a user is added and stands in the colleague’s list as «Активний», without reload', async ({
  world,
}) => {
  const taras = await colleague(world);
  const { page, users } = await opened(world);
  const typed = maria();
  await page.getByRole('link', { name: 'Користувачі' }).click();
  await users.add.click();
  await users.fill(typed);
  await users.save.click();
  await expect(page.getByText('Користувача Марія Гнатюк створено')).toBeVisible();
  await expect(users.dialog).toBeHidden();
  for (const each of [users, taras.users]) {
    const row = each.row(typed['E-mail']);
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('Гнатюк Марія');
    await expect(row).toContainText('Активний');
    await expect(row).toContainText('пароль ще не встановлено');
    await expect(row).toContainText('Адміністратор компанії');
  }
  const row = await world.db.user.findUniqueOrThrow({ where: { email: typed['E-mail'] } });
  expect(row).toMatchObject({ firstName: 'Марія', lastName: 'Гнатюк', role: 'admin' });
});

test('a taken e-mail and phone are said, and what was typed stays', async ({ world }) => {
  const { page, users, user } = await opened(world);
  const typed = { ...maria(), 'E-mail': user.email.toUpperCase() };
  await users.add.click();
  await users.fill(typed);
  await users.save.click();
  await expect(users.dialog.getByRole('alert')).toContainText('Реєстрація неможлива');
  await expect(users.field('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(users.field('E-mail')).toBeFocused();
  await expect(users.field('Телефон')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(users.field('Ім’я користувача')).toHaveValue('Марія');
  expect(await violations(page)).toEqual([]);
  await users.field('E-mail').fill(maria()['E-mail']);
  await users.save.click();
  await expect(users.dialog).toBeHidden();
});

test('a technical failure has its own message, and sent again one user is added', async ({
  world,
}) => {
  const { page, users } = await opened(world);
  const typed = maria();
  await users.add.click();
  await users.fill(typed);
  let failures = 0;
  await page.route('**/trpc/user.create*', async (route) => {
    failures += 1;
    if (failures > 1) return route.continue();
    // It was done, and the answer was lost on the way.
    await route.fetch();
    return route.abort();
  });
  await users.save.click();
  await expect(users.dialog.getByRole('alert')).toContainText('З технічних причин');
  await expect(users.field('E-mail')).toHaveValue(typed['E-mail']);
  await users.save.click();
  await expect(users.dialog).toBeHidden();
  await expect(users.row(typed['E-mail'])).toHaveCount(1);
  expect(await world.db.user.count({ where: { email: typed['E-mail'] } })).toBe(1);
});

test('each field says beside it what is wrong, and nothing is sent', async ({ world }) => {
  const { users } = await opened(world);
  await users.add.click();
  await users.save.click();
  await expect(users.dialog.getByText('Заповніть це поле')).toHaveCount(5);
  await expect(users.field('Ім’я користувача')).toBeFocused();
  for (const [label, value, words] of [
    ['Ім’я користувача', 'Maria', 'Лише кириличні літери; між'],
    ['Ім’я користувача', 'М', 'Щонайменше 2 символи'],
    ['Прізвище користувача', 'Hnatiuk', 'Лише кириличні літери; між'],
    ['Телефон', '044 123 45 67', 'Введіть номер українського мобільного оператора'],
    ['E-mail', 'maria@', 'Введіть e-mail у форматі'],
  ] as const) {
    await users.field(label).fill(value);
    await users.field(label).blur();
    await expect(users.dialog.getByText(words)).toBeVisible();
    await expect(users.field(label)).toHaveValue(value);
    await users.field(label).fill('');
  }
  expect(await world.db.user.count({ where: { companyId: world.companyId } })).toBe(1);
});

test('for an admin the button and the switches are off, reached by keyboard, and say why', async ({
  world,
}) => {
  const { page, users } = await opened(world, 'admin');
  const other = await world.user('admin', 'uk', 'Ірина');
  await page.reload();
  await expect(users.add).toHaveAttribute('aria-disabled', 'true');
  await expect(users.add).toHaveAttribute('aria-description', /лише суперадмін компанії/);
  await users.add.focus();
  await expect(users.add).toBeFocused();
  await page.keyboard.press('Enter');
  await users.switchOf(other.email).focus();
  await page.keyboard.press('Space');
  await expect(users.dialog).toHaveCount(0);
  await expect(users.switchOf(other.email)).toHaveAttribute('aria-disabled', 'true');
  await expect(users.row(other.email).getByRole('combobox')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
});

test('blocking with «Так» throws the person out and says why; a third one’s list changes', async ({
  world,
}) => {
  const taras = await colleague(world);
  const third = await world.user('admin', 'uk', 'Ірина');
  const watcher = await world.open(third);
  const watching = new UsersPage(watcher.page);
  await watching.open();
  const { page, users } = await opened(world);
  await users.switchOf(taras.user.email).click();
  await expect(users.dialog).toContainText('Доступ користувача до кабінету буде припинено');
  await users.dialog.getByRole('button', { name: 'Скасувати' }).click();
  await expect(users.row(taras.user.email)).toContainText('Активний');
  await users.switchOf(taras.user.email).click();
  await users.yes.click();
  await expect(page.getByText(/заблоковано\./)).toBeVisible();
  await expect(users.row(taras.user.email)).toContainText('Заблоковано');
  await expect(taras.page).toHaveURL(/\/sign-in\?reason=blocked/);
  // A page of nobody speaks the browser's language.
  await expect(taras.page.getByRole('main').getByRole('status')).toContainText('ended your access');
  await expect(watching.row(taras.user.email)).toContainText('Заблоковано');

  await taras.page.waitForLoadState('networkidle');
  await taras.page.locator('input[name="email"]').fill(taras.user.email);
  await taras.page.locator('input[name="password"]').fill('Tandem-2026');
  await taras.page.keyboard.press('Enter');
  await expect(taras.page.getByRole('alert')).not.toBeEmpty();

  await users.switchOf(taras.user.email).click();
  await expect(users.dialog).toContainText(
    'Доступ користувача до особистого кабінету буде відновлено',
  );
  await users.yes.click();
  await expect(users.row(taras.user.email)).toContainText('Активний');
  await expect(watching.row(taras.user.email)).toContainText('Активний');
  await taras.page.locator('input[name="password"]').fill('Tandem-2026');
  await taras.page.keyboard.press('Enter');
  await expect(taras.page).not.toHaveURL(/sign-in/);
});

test('a changed role changes an open page: the button works without reload', async ({ world }) => {
  const taras = await colleague(world);
  const { users } = await opened(world);
  await expect(taras.users.add).toHaveAttribute('aria-disabled', 'true');
  await users.row(taras.user.email).getByRole('combobox').selectOption('superadmin');
  await expect(users.dialog).toContainText('стане суперадміном компанії');
  await users.yes.click();
  await expect(users.dialog).toBeHidden();
  await expect(users.row(taras.user.email).getByRole('combobox')).toHaveValue('superadmin');
  await expect(taras.users.add).not.toHaveAttribute('aria-disabled', 'true');
  await taras.users.add.click();
  await expect(taras.users.field('E-mail')).toBeVisible();
  await taras.page.keyboard.press('Escape');
  await users.row(taras.user.email).getByRole('combobox').selectOption('admin');
  await users.yes.click();
  await expect(taras.users.add).toHaveAttribute('aria-disabled', 'true');
});

test('who leaves the filter by a colleague’s hand stays, grey, until one lists anew', async ({
  world,
}) => {
  const iryna = await world.user('admin', 'uk', 'Ірина');
  const taras = await colleague(world);
  await taras.users.open('?status=active');
  const { users } = await opened(world);
  const row = taras.users.row(iryna.email);
  await expect(row).toHaveAttribute('data-state', 'listed');
  await users.switchOf(iryna.email).click();
  await users.yes.click();
  await expect(row).toContainText('Більше не підходить');
  await expect(row).toContainText('Заблоковано');
  await expect(row).toHaveAttribute('data-state', 'left');
  await expect(taras.users.row(taras.user.email)).toHaveAttribute('data-state', 'listed');
  expect(await violations(taras.page)).toEqual([]);
  await taras.page.reload();
  await expect(taras.users.row(taras.user.email)).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('nobody changes their own status or role', async ({ world }) => {
  const { users, user } = await opened(world);
  const own = users.switchOf(user.email);
  await expect(own).toHaveAttribute('aria-disabled', 'true');
  await expect(own).toHaveAttribute('aria-description', /інший суперадмін/);
  await own.click({ force: true });
  await expect(users.dialog).toHaveCount(0);
  await expect(users.row(user.email).getByRole('combobox')).toHaveCount(0);
});

test('search, filters and order stand in the address', async ({ world }) => {
  await world.user('admin', 'uk', 'Ярослава');
  const { page, users, user } = await opened(world);
  await users.page.getByRole('searchbox').fill('ярослав');
  await expect(page).toHaveURL(/search=/);
  await expect(page.getByRole('row')).toHaveCount(2);
  await users.page.getByRole('searchbox').fill('немає таких');
  await expect(page.getByText('Нікого не знайдено')).toBeVisible();
  await users.open('?role=superadmin&sort=createdAt&direction=desc');
  await expect(page.getByRole('row')).toHaveCount(2);
  await expect(users.row(user.email)).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Роль', exact: true }).selectOption('admin');
  await expect(page).toHaveURL(/role=admin/);
  await expect(users.row(user.email)).toHaveCount(0);
});

for (const [scheme, width] of [
  ['light', 1440],
  ['dark', 1440],
  ['light', 390],
  ['dark', 390],
] as const) {
  test(`looks right and is accessible: ${scheme}, ${String(width)} px`, async ({ world }) => {
    const user = await world.user('superadmin', 'uk', 'Олена');
    const blocked = await world.user('admin', 'uk', 'Іван');
    await world.db.user.update({ where: { id: blocked.id }, data: { blockedAt: new Date() } });
    const invited = await world.user('admin', 'uk', 'Марія');
    const data = { passwordHash: null, createdById: user.id };
    await world.db.user.update({ where: { id: invited.id }, data });
    const letter = { companyId: world.companyId, userId: invited.id, kind: 'invitation' } as const;
    await world.db.letter.create({ data: { ...letter, state: 'failed' } });
    const look = { colorScheme: scheme, viewport: { width, height: 900 } };
    const { page } = await world.open(user, look);
    const users = new UsersPage(page);
    await users.open();
    await expect(users.row(invited.email)).toContainText('запрошення не доставлено');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
  });
}
