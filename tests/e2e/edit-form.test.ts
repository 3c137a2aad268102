import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { test } from './world.ts';

const row = (page: Page, field: string) => page.locator(`[data-row="${field}"]`);
const input = (page: Page, field: string) => row(page, field).locator('input, textarea').first();

/** The form has come when a value opens; before, the same press waits for it. */
async function openField(page: Page, field: string): Promise<void> {
  await row(page, field).locator('[data-opens]').click();
  await expect(input(page, field)).toBeFocused();
}

async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await openField(page, field);
  await input(page, field).fill(text);
}

/** Within the page: what has the focus may be scrolled into view. */
const tops = (page: Page) =>
  page
    .locator('.t-field')
    .evaluateAll((rows) =>
      rows.map((each) => Math.round(each.getBoundingClientRect().top + window.scrollY)),
    );

test('a value is edited in its place by keyboard, and nothing moves', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);
  const { page } = olena;
  const before = await tops(page);
  await row(page, 'city').locator('[data-opens]').focus();
  await page.keyboard.press('Enter');
  await expect(input(page, 'city')).toBeFocused();
  expect(await tops(page)).toEqual(before);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Одеса');
  await page.keyboard.press('Escape');
  await expect(row(page, 'city')).toContainText('Київ');
  await expect(row(page, 'city').locator('[data-opens]')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Одеса');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(row(page, 'city').locator('[data-opens]')).toBeFocused();
  await expect(row(taras.page, 'city')).toContainText('Одеса');
  const stored = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(stored).toMatchObject({ city: 'Одеса', version: 2 });
});

test('a touched field keeps what was typed and its focus; the dialog decides', async ({
  world,
}) => {
  const customer = await world.customer({ city: 'Київ', region: null });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);
  await typeInto(olena.page, 'city', 'Одеса');
  await typeInto(taras.page, 'region', 'Львівська область');
  await taras.page.keyboard.press('Enter');
  await expect(row(olena.page, 'region')).toContainText('Львівська область');
  await typeInto(taras.page, 'city', 'Львів');
  await taras.page.keyboard.press('Enter');
  const note = olena.page.locator('[data-note="city"]');
  await expect(note).toContainText('Тарас');
  await expect(note).toContainText('Львів');
  await expect(input(olena.page, 'city')).toHaveValue('Одеса');
  await expect(input(olena.page, 'city')).toBeFocused();
  expect(await violations(olena.page)).toEqual([]);

  await olena.page.keyboard.press('Enter');
  const { dialog } = olena.customer;
  await expect(dialog).toContainText('Київ');
  await expect(dialog).toContainText('Львів');
  expect(await violations(olena.page)).toEqual([]);
  // Somebody is there again while Olena is choosing.
  await typeInto(taras.page, 'city', 'Рівне');
  await taras.page.keyboard.press('Enter');
  await expect(row(taras.page, 'city')).toContainText('Рівне');
  await dialog.getByRole('radio', { name: /Mine/ }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('It changed again');
  await expect(dialog).toContainText('Рівне');
  await dialog.getByRole('radio', { name: /Write something else/ }).check();
  await dialog.getByRole('textbox').fill('Одеса-Рівне');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(taras.page, 'city')).toContainText('Одеса-Рівне');
});

test('take and keep answer a note where it stands', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ', region: 'Стара' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);
  await typeInto(olena.page, 'city', 'Одеса');
  await typeInto(olena.page, 'region', 'Одеська');
  await typeInto(taras.page, 'city', 'Львів');
  await taras.page.keyboard.press('Enter');
  await typeInto(taras.page, 'region', 'Львівська');
  await taras.page.keyboard.press('Enter');
  await olena.page.getByRole('button', { name: 'Take the colleague’s value: City' }).click();
  await expect(row(olena.page, 'city')).toContainText('Львів');
  await olena.page.getByRole('button', { name: 'Keep my value: Region' }).click();
  await expect(olena.page.locator('[data-note]')).toHaveCount(0);
  await olena.page.keyboard.press('ControlOrMeta+S');
  await expect(olena.customer.dialog).toBeHidden();
  await expect(row(taras.page, 'region')).toContainText('Одеська');
  await expect(row(taras.page, 'city')).toContainText('Львів');
});

test('what was typed survives a reload and another page, and is offered again', async ({
  world,
}) => {
  const customer = await world.customer({ city: 'Київ', comment: null });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const { page } = olena;
  await olena.customer.open(customer.id);
  await typeInto(page, 'city', 'Одеса');
  // At once: the page leaves before the pause is over.
  await page.reload();
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'live');
  const banner = page.getByRole('region', { name: 'Unsaved draft' });
  await expect(banner).toContainText('city');
  await expect(row(page, 'city')).toContainText('Київ');
  expect(await violations(page)).toEqual([]);
  await banner.getByRole('button', { name: 'Continue' }).click();
  await expect(input(page, 'city')).toHaveValue('Одеса');
  await page.getByRole('link', { name: 'Activity', exact: true }).click();
  await expect(page).toHaveURL(/\/activity$/);
  await page.getByRole('link', { name: 'General', exact: true }).click();
  await expect(input(page, 'city')).toHaveValue('Одеса');
  await page.getByRole('link', { name: 'All customers' }).click();
  await expect(page.getByText('kept as a draft')).toBeVisible();
  await expect(page).toHaveURL(/\/customers(\?|$)/);
  await olena.customer.open(customer.id);
  await banner.getByRole('button', { name: 'Discard' }).click();
  await expect(banner).toBeHidden();
  await expect.poll(() => world.db.draft.count({ where: { customerId: customer.id } })).toBe(0);
});

test('offline nothing is sent; back online it goes out on the user’s word', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const { page, context } = olena;
  await olena.customer.open(customer.id);
  await openField(page, 'city');
  await context.setOffline(true);
  await input(page, 'city').fill('Одеса');
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'offline', {
    timeout: 60_000,
  });
  await page.keyboard.press('ControlOrMeta+S');
  const bar = page.getByRole('region', { name: 'Unsaved changes' });
  await expect(bar).toContainText('nothing is sent');
  await context.setOffline(false);
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'live', {
    timeout: 60_000,
  });
  await expect(bar).toContainText('The connection is back');
  const unsent = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(unsent.city).toBe('Київ');
  await bar.getByRole('button', { name: 'Save now' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const stored = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(stored.city).toBe('Одеса');
});

test('the whole form says what is wrong beside the field and loses nothing', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ' });
  await world.customer({ login: 'somebody-else' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const { page } = olena;
  await olena.customer.open(customer.id);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await expect(input(page, 'lastName')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await input(page, 'city').fill('Одеса');
  await input(page, 'lastName').fill('');
  await row(page, 'login')
    .getByRole('button', { name: /Change/ })
    .click();
  await expect(row(page, 'login')).toContainText('signs in with it');
  await input(page, 'login').fill('somebody-else');
  await input(page, 'city').focus();
  await expect(input(page, 'login')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(input(page, 'lastName')).toHaveAttribute('aria-invalid', 'true');
  await expect(input(page, 'lastName')).toBeFocused();
  await expect(input(page, 'city')).toHaveValue('Одеса');
  await input(page, 'lastName').fill('Шевченко');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // The login is taken: that stays, with the reason; the others are saved.
  await expect(page.getByRole('region', { name: 'Unsaved changes' })).toContainText('1 unsaved');
  await expect(input(page, 'login')).toHaveAttribute('aria-invalid', 'true');
  const stored = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(stored).toMatchObject({ city: 'Одеса', lastName: 'Шевченко', login: customer.login });
});
