import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { User } from '#prisma/generated/client.ts';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import { violations } from '#tests/support/axe.ts';
import { pressButton } from './pages/letter.ts';
import { lettersTo, test } from './world.ts';
import type { World } from './world.ts';

const newPassword = 'Chestnut#2027';

/** As the users' page orders it; that page has tests of its own. */
async function invite({ db }: World, { id: userId, companyId }: User): Promise<void> {
  await db.$transaction((tx) => orderLetter(tx, { companyId, userId, kind: 'invitation' }));
}

async function invited(world: World, firstName = 'Соломія'): Promise<User> {
  const user = await world.user('admin', 'uk', firstName);
  return world.db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
}

const passwordField = (page: Page) => page.getByLabel('Новий пароль', { exact: true });

test('S4-32 to S4-40: the letter’s button leads to the page, the password is set, one is in the cabinet', async ({
  world,
}) => {
  const user = await invited(world);
  await invite(world, user);
  const [letter] = await lettersTo(user.email);
  const { page, customers, signIn } = await world.window({ locale: 'en-US' });
  await page.goto('/healthz');
  await pressButton(page, letter);
  await expect(page.getByRole('heading', { name: 'Новий пароль' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  // The token is neither in the address nor anywhere in the page.
  expect(new URL(page.url()).search).toBe('');
  const token = /token=([\w-]{43})/.exec(letter?.html ?? '')?.[1] ?? 'none';
  expect(await page.content()).not.toContain(token);
  const unmet = page.locator('.t-rule-list li[data-met="false"]');
  await passwordField(page).fill('каштан');
  await page.getByRole('button', { name: 'Зберегти пароль та увійти' }).click();
  await expect(
    page.getByText('Лише латинські літери, цифри та розділові знаки, без пробілів'),
  ).toBeVisible();
  await expect(passwordField(page)).toBeFocused();
  await passwordField(page).fill('Chest');
  await expect(unmet).toHaveCount(2);
  await passwordField(page).fill(newPassword);
  await expect(unmet).toHaveCount(0);
  await page.getByRole('button', { name: 'Зберегти пароль та увійти' }).click();
  await customers.isShown();
  await page.getByRole('button', { name: /Обліковий запис/ }).click();
  await page.getByRole('button', { name: 'Вийти' }).click();
  await expect(signIn.password).toBeVisible();
  await page.waitForLoadState('networkidle');
  await signIn.submit(user.email, newPassword);
  await customers.isShown();
  // The same button once more: the link is used up.
  await pressButton(page, letter);
  await expect(page.getByRole('heading', { name: 'Посилання вже використано' })).toBeVisible();
});

test('S4-41, S4-42: after 24 hours the page says so and offers the ordinary reset, which works', async ({
  world,
}) => {
  const user = await invited(world);
  await invite(world, user);
  const [letter] = await lettersTo(user.email);
  const expiresAt = new Date(Date.now() - 1_000);
  await world.db.passwordToken.updateMany({ where: { userId: user.id }, data: { expiresAt } });
  const { page, customers } = await world.window({ locale: 'uk-UA' });
  await page.goto('/healthz');
  await pressButton(page, letter);
  await expect(page.getByRole('heading', { name: 'Час посилання минув' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Скинути пароль' }).click();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('E-mail').fill(user.email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Перевірте пошту' })).toBeVisible();
  const [, reset] = await lettersTo(user.email, 2);
  expect(reset?.subject).toBe('Скидання пароля');
  await pressButton(page, reset);
  await page.waitForLoadState('networkidle');
  await passwordField(page).fill(newPassword);
  await page.keyboard.press('Enter');
  await customers.isShown();
});

test('“Забули пароль?” says the same of an address that nobody has', async ({ world }) => {
  const { page, signIn } = await world.window({ locale: 'uk-UA' });
  await signIn.open();
  await page.getByRole('link', { name: 'Забули пароль?' }).click();
  await expect(page.getByRole('heading', { name: 'Скидання пароля' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('E-mail').fill('nobody');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('E-mail').fill('nobody@tandem.example');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Перевірте пошту' })).toBeVisible();
  await expect(page.getByText(/nobody@tandem\.example/)).toBeVisible();
});

test('a reset ends the sessions elsewhere, and the colleague’s link works while signed in as another', async ({
  world,
}) => {
  const user = await world.user('admin', 'uk', 'Тарас');
  const elsewhere = await world.open(user);
  const olena = await world.open(await world.user('superadmin', 'uk', 'Олена'));
  await world.db.$transaction((tx) =>
    orderLetter(tx, { companyId: user.companyId, userId: user.id, kind: 'passwordReset' }),
  );
  const [letter] = await lettersTo(user.email);
  await pressButton(olena.page, letter);
  await expect(olena.page.getByText(new RegExp(user.email.replaceAll('.', '\\.')))).toBeVisible();
  await olena.page.waitForLoadState('networkidle');
  await passwordField(olena.page).fill(newPassword);
  await olena.page.keyboard.press('Enter');
  await olena.customers.isShown();
  await olena.page.getByRole('button', { name: /Обліковий запис: Тарас/ }).click();
  await expect(elsewhere.page).toHaveURL(/\/sign-in\?.*reason=passwordChanged/);
  const [, changed] = await lettersTo(user.email, 2);
  expect(changed?.subject).toBe('Ваш пароль змінено');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages and the letter have no accessibility violations (${colorScheme})`, async ({
    world,
  }) => {
    const user = await invited(world);
    await invite(world, user);
    const [letter] = await lettersTo(user.email);
    const { page } = await world.window({
      locale: 'uk-UA',
      colorScheme,
      viewport: { width: 390, height: 844 },
    });
    await page.goto('/forgot-password');
    expect(await violations(page)).toEqual([]);
    await page.goto('/set-password');
    expect(await violations(page)).toEqual([]);
    await page.setContent(letter?.html ?? '');
    expect(await violations(page)).toEqual([]);
    await pressButton(page, letter);
    await passwordField(page).fill('Chest');
    expect(await violations(page)).toEqual([]);
  });
}
