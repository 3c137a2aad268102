import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { verifyPassword } from '#server/infra/auth/password.ts';
import { orderCustomerLetter } from '#server/infra/mail/outbox.ts';
import type { CaughtLetter } from '#tests/support/mail-catcher.ts';
import { violations } from '#tests/support/axe.ts';
import { NewCustomerPage } from './pages/new-customer-page.ts';
import { lettersTo, origins, test } from './world.ts';
import type { World } from './world.ts';

const newPassword = 'Chestnut#2027';
const later = 'Надіслати посилання для пароля ще раз';

/** The letter as a mail program shows it, and a click on its only button. */
async function pressButton(page: Page, letter: CaughtLetter | undefined, name = 'Задати пароль') {
  await page.setContent(letter?.html ?? '');
  await page.getByRole('link', { name, exact: true }).click();
}

const passwordField = (page: Page) => page.getByLabel('Новий пароль', { exact: true });

async function colleague(world: World) {
  const taras = await world.user('admin', 'uk', 'Тарас');
  return world.signedIn(taras, { origin: origins()[1] });
}

/** A customer who waits for a password, and their letter. */
async function waiting(world: World, language = 'uk') {
  const customer = await world.customer({
    ...{ firstName: 'Соломія', language, passwordResetAt: new Date(), emailConfirmedAt: null },
  });
  const { companyId, id: customerId } = customer;
  await world.db.$transaction((tx) =>
    orderCustomerLetter(tx, { companyId: companyId ?? 0, customerId }),
  );
  const [letter] = await lettersTo(customer.email);
  return { ...customer, letter };
}

test('a customer added “by a link” gets a letter, sets the password, and colleagues see it at once', async ({
  world,
}) => {
  const olena = await world.open(await world.user('admin', 'uk', 'Олена'));
  const taras = await colleague(world);
  const create = new NewCustomerPage(olena.page);
  await create.open();
  const mark = `${process.pid}${Date.now().toString(36)}`;
  const names = { lastName: 'Кравчук', firstName: 'Соломія' };
  const email = `solomiia.${mark}@barvinok.example`;
  await create.input('login').fill(`solomiia${mark}`);
  await create.input('email').fill(email);
  await create.input('lastName').fill(names.lastName);
  await create.input('firstName').fill(names.firstName);
  await create.field('gender').getByText('Жіноча').click();
  await olena.page.getByText('Надіслати посилання', { exact: true }).click();
  await expect(olena.page.getByText(/Клієнт отримає лист із посиланням/)).toBeVisible();
  await olena.page.getByRole('button', { name: 'Додати клієнта' }).click();
  const id = await create.landed();
  await taras.customer.open(id, '/activity');
  const [letter] = await lettersTo(email);
  expect(letter?.subject).toMatch(/^Задайте пароль: /);
  for (const { page } of [olena, taras]) {
    await expect(page.locator('.t-customer-header')).toContainText('Пароль скинуто');
    await expect(page.getByText('Посилання для пароля надіслано', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: later })).toBeVisible();
  }
  const { page } = await world.window({ locale: 'uk-UA' });
  await page.goto('/healthz');
  await pressButton(page, letter);
  await expect(page.getByText(new RegExp(`з логіном solomiia${mark}`))).toBeVisible();
  await page.waitForLoadState('networkidle');
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/cabinet/set-password');
  const token = /token=([\w-]{43})/.exec(letter?.html ?? '')?.[1] ?? 'none';
  expect(await page.content()).not.toContain(token);
  await passwordField(page).fill('каштан');
  await page.getByRole('button', { name: 'Зберегти пароль' }).click();
  await expect(
    page.getByText('Лише латинські літери, цифри та розділові знаки, без пробілів'),
  ).toBeVisible();
  await expect(passwordField(page)).toBeFocused();
  await passwordField(page).fill(newPassword);
  await page.getByRole('button', { name: 'Зберегти пароль' }).click();
  await expect(page.getByRole('heading', { name: 'Пароль збережено' })).toBeVisible();
  await expect(page.getByText(/цю сторінку можна закрити/)).toBeVisible();
  await expect(page).toHaveURL(/\/cabinet\/set-password$/);
  for (const window of [olena, taras]) {
    const header = window.page.locator('.t-customer-header');
    await expect(header).toContainText('Активний');
    await expect(window.page.getByText('Клієнт установив пароль')).toBeVisible();
    await expect(window.page.getByRole('button', { name: later })).toHaveCount(0);
  }
  const row = await world.db.customer.findUniqueOrThrow({ where: { id } });
  expect(await verifyPassword(row.passwordHash, newPassword)).toBe(true);
  // The same button once more: the link is used up, and the page says whom to ask.
  await pressButton(page, letter);
  await expect(page.getByRole('heading', { name: 'Посилання вже використано' })).toBeVisible();
  await expect(page.getByText(/Зверніться до компанії/)).toBeVisible();
});

test('the link is sent again from the page and from the row, and the older one works no more', async ({
  world,
}) => {
  const customer = await waiting(world);
  const olena = await world.open(await world.user('admin', 'uk', 'Олена'));
  const taras = await colleague(world);
  await taras.customer.open(customer.id, '/activity');
  await olena.customer.open(customer.id);
  await olena.page.getByRole('button', { name: later }).click();
  const said = olena.page.getByText(`Посилання для пароля надсилаємо на ${customer.email}.`);
  await expect(said).toBeVisible();
  await lettersTo(customer.email, 2);
  await expect(taras.page.getByText('Посилання для пароля надсилається ще раз')).toBeVisible();
  await olena.customers.open();
  await olena.page.getByRole('button', { name: /^Дії: .*Соломія/ }).click();
  await olena.page.getByRole('menuitem', { name: later }).click();
  await expect(said).toBeVisible();
  const letters = await lettersTo(customer.email, 3);
  const { page } = await world.window({ locale: 'uk-UA' });
  await page.goto('/healthz');
  await pressButton(page, letters[0]);
  await expect(page.getByRole('heading', { name: 'Посилання вже не діє' })).toBeVisible();
  // The page that is left has come to rest: it would take its place back while it wakes.
  await page.waitForLoadState('networkidle');
  await pressButton(page, letters[2]);
  await expect(passwordField(page)).toBeVisible();
});

for (const [language, action, title] of [
  ['uk', 'Задати пароль', 'Новий пароль'],
  ['en', 'Set password', 'New password'],
  ['ru', 'Задать пароль', 'Новый пароль'],
] as const) {
  test(`the page speaks the letter’s language (${language}), and another once it is chosen`, async ({
    world,
  }) => {
    const { letter } = await waiting(world, language);
    const { page } = await world.window({ locale: 'fr-FR' });
    await page.goto('/healthz');
    await pressButton(page, letter, action);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.waitForLoadState('networkidle');
    await page.getByRole('combobox').selectOption(language === 'en' ? 'uk' : 'en');
    const save = language === 'en' ? 'Зберегти пароль' : 'Save password';
    await expect(page.getByRole('button', { name: save })).toBeVisible();
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the page and the letter have no accessibility violations (${colorScheme})`, async ({
    world,
  }) => {
    const { letter } = await waiting(world);
    const viewport = { width: 390, height: 844 };
    const { page } = await world.window({ locale: 'uk-UA', colorScheme, viewport });
    await page.goto('/cabinet/set-password');
    await expect(page.getByRole('heading', { name: 'Посилання не діє' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.setContent(letter?.html ?? '');
    expect(await violations(page)).toEqual([]);
    await pressButton(page, letter);
    await page.waitForLoadState('networkidle');
    await passwordField(page).fill('Chest');
    expect(await violations(page)).toEqual([]);
    const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await passwordField(page).fill(newPassword);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Пароль збережено' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
