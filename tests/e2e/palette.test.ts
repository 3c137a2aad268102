import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { holdBack } from './hold-back.ts';
import { origins, test } from './world.ts';

const field = (page: Page) => page.getByRole('dialog').getByRole('combobox');
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });

/** Letters that no key of the machine has are put into the field alone: it has to be there. */
const ready = (page: Page) => expect(field(page)).toBeFocused();

test('a customer is found and locked without the mouse, and a colleague sees it without reload', async ({
  world,
}) => {
  const found = await world.customer({ login: 'ivan.franko', lastName: 'Франко' });
  await world.customer({ login: 'somebody.else' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const { page } = olena;
  await page.keyboard.press('Control+k');
  await ready(page);
  await page.keyboard.type('франк');
  await expect(option(page, /ivan\.franko/)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('1 customer found')).toBeAttached();
  await page.keyboard.press('Tab');
  await expect(field(page)).toHaveAttribute('placeholder', /Франко/);
  await page.keyboard.type('lock');
  await page.keyboard.press('Enter');
  await expect(olena.customer.dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('Found by the palette');
  await olena.customer.dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(taras.customers.row('ivan.franko')).toContainText('Locked');
  await expect(olena.customer.dialog).toBeHidden();

  await page.keyboard.press('Control+k');
  await ready(page);
  await page.keyboard.type(`№ ${String(found.id)}`);
  // Enter before the answer means the first line of it.
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${found.id}$`));
});

test('what is typed before the palette has come stands in its field', async ({ world }) => {
  await world.customer({ login: 'ivan.franko' });
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const letThrough = await holdBack(page, /palette-dialog/);
  await customers.open();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('xivan/');
  for (let at = 0; at < 6; at += 1) await page.keyboard.press('Backspace');
  await page.keyboard.type('ivan.f');
  await expect(page.getByRole('combobox', { name: 'Find or act' })).toHaveCount(0);
  letThrough();
  await page.getByRole('dialog').getByRole('combobox').pressSequentially('ranko');
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('ivan.franko');
  await expect(option(page, /ivan\.franko/)).toBeVisible();
});

test('while the palette is on its way Enter opens no row, and Escape or a press gives it up', async ({
  world,
}) => {
  const customer = await world.customer({ login: 'ivan.franko' });
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await holdBack(page, /palette-dialog/);
  await customers.open();
  await customers.row('ivan.franko').focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(customers.row('ivan.franko')).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await expect(customers.checkbox('ivan.franko')).toBeChecked();

  await page.keyboard.press('Control+k');
  const search = page.getByRole('searchbox');
  await search.click();
  await page.keyboard.type('franko');
  await expect(search).toHaveValue('franko');
  await expect(page).toHaveURL(/search=franko$/);
  await customers.row('ivan.franko').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${customer.id}$`));
});

test('what is offered for a customer follows a colleague’s change', async ({ world }) => {
  const found = await world.customer({ login: 'lesia.ukrainka', phone: '+380671234567' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  const { page } = olena;
  await taras.customer.open(found.id);
  await page.getByRole('button', { name: 'Find or act' }).click();
  await page.keyboard.type('067 123-45-67');
  await expect(option(page, /lesia\.ukrainka/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(option(page, 'Lock…')).toBeVisible();
  await taras.customer.lock('Meanwhile');
  await expect(option(page, 'Unlock')).toBeVisible();
  await expect(option(page, 'Lock…')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(option(page, /lesia\.ukrainka/)).toContainText('Locked');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Find or act' })).toBeFocused();
});

test('pages, theme and language are found as well, and who was seen last comes first', async ({
  world,
}) => {
  const seen = await world.customer({ login: 'seen.lately' });
  const { page, customer } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await customer.open(seen.id);
  await page.keyboard.press('Control+k');
  await expect(option(page, /seen\.lately/)).toBeVisible();
  await page.keyboard.type('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('no such thing anywhere');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await field(page).fill('add');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/new$/);
  await page.keyboard.press('Control+k');
  await ready(page);
  await page.keyboard.type('україн');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the palette has no accessibility violations, on a phone too (${colorScheme})`, async ({
    world,
  }) => {
    await world.customer({ login: 'ivan.franko', lastName: 'Франко' });
    const viewport = { width: 390, height: 844 };
    const { page } = await world.open(await world.user('admin', 'uk', 'Олена'), {
      colorScheme,
      viewport,
    });
    await page.getByRole('button', { name: 'Знайти або виконати' }).click();
    await ready(page);
    await page.keyboard.type('франк');
    await expect(option(page, /ivan\.franko/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      390,
    );
    await option(page, /ivan\.franko/)
      .locator('.t-palette-more')
      .click();
    await expect(option(page, 'Заблокувати…')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
}
