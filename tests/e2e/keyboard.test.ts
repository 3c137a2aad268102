import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { holdBack } from './hold-back.ts';
import { test } from './world.ts';

/** A press as a keyboard with Ukrainian letters makes it. */
async function pressUkrainian(page: Page, key: string, code: string, modifiers = 0) {
  const session = await page.context().newCDPSession(page);
  const press = { key, code, modifiers };
  await session.send('Input.dispatchKeyEvent', {
    type: 'keyDown',
    ...press,
    ...(modifiers === 0 ? { text: key } : {}),
  });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...press });
  await session.detach();
}

const focusedRow = (page: Page) => page.locator('tr[data-customer-id]:focus');

test('letters mean the same keys under a Ukrainian layout', async ({ world }) => {
  const first = await world.customer({ login: 'first.one' });
  await world.customer({ login: 'second.one' });
  const { page, customers } = await world.open(await world.user('admin', 'uk', 'Олена'));
  await expect(customers.row('second.one')).toBeVisible();
  await pressUkrainian(page, 'о', 'KeyJ');
  await expect(focusedRow(page)).toContainText('first.one');
  await pressUkrainian(page, 'о', 'KeyJ');
  await expect(focusedRow(page)).toContainText('second.one');
  await pressUkrainian(page, 'ч', 'KeyX');
  await expect(customers.checkbox('second.one')).toBeChecked();
  await pressUkrainian(page, 'л', 'KeyK');
  await expect(focusedRow(page)).toContainText('first.one');
  await pressUkrainian(page, 'л', 'KeyK', 2);
  await expect(page.getByRole('combobox', { name: 'Знайти або виконати' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(focusedRow(page)).toContainText('first.one');
  await pressUkrainian(page, ',', 'Slash', 8);
  await expect(page.getByRole('dialog', { name: 'Гарячі клавіші' })).toBeVisible();
  await page.keyboard.press('Escape');
  await pressUkrainian(page, '.', 'Slash');
  await expect(page.getByRole('searchbox')).toBeFocused();
  // In a field a letter is a letter.
  await page.keyboard.type('jkx?');
  await expect(page.getByRole('searchbox')).toHaveValue('jkx?');
  await page.getByRole('searchbox').fill('second');
  await page.keyboard.press('Enter');
  await expect(customers.row('first.one')).toBeHidden();
  await page.getByRole('searchbox').fill('.one');
  await page.keyboard.press('Enter');
  await expect(customers.row('first.one')).toBeVisible();
  // Another list begins at its top, although the row that had the focus is in it.
  await page.getByRole('heading', { level: 1 }).click();
  await pressUkrainian(page, 'о', 'KeyJ');
  await expect(focusedRow(page)).toContainText('first.one');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/customers/${first.id}$`));
});

test('the question mark lists the keys of the page, and single keys can be turned off', async ({
  world,
}) => {
  await world.customer({ login: 'first.one' });
  const { page, customers } = await world.open(await world.user('admin', 'en', 'Олена'));
  await expect(customers.row('first.one')).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Peek at the customer beside the list');
  await expect(help).toContainText('Find a customer or do something');
  expect(await violations(page)).toEqual([]);
  await help.getByRole('switch', { name: 'Single-key shortcuts' }).uncheck({ force: true });
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('j');
  await page.keyboard.press('?');
  await expect(focusedRow(page)).toHaveCount(0);
  await expect(help).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Find or act' })).toBeVisible();
});

test('a row’s menu opens by right click and by key, and the focus comes back to the row', async ({
  world,
}) => {
  await world.customer({ login: 'first.one' });
  await world.customer({ login: 'second.one' });
  const { page, customers, customer } = await world.open(await world.user('admin', 'en', 'Олена'));
  const row = customers.row('second.one');
  await row.getByRole('cell').nth(4).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Lock…' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await expect(row).toBeFocused();

  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'Lock…' }).click();
  await expect(customer.dialog).toContainText('Lock this customer?');
  await page.keyboard.press('Escape');
  await expect(customer.dialog).toBeHidden();
  await expect(row).toBeFocused();

  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/\d+$/);
});

test('from a customer to the next one of the list: filter, order, borders of pages, reload', async ({
  world,
}) => {
  const logins = Array.from({ length: 12 }, (_, index) => `row.${String(index + 10)}`);
  const rows: { login: string; id: number }[] = [];
  for (const login of logins) rows.push(await world.customer({ login, city: 'Львів' }));
  const apart = await world.customer({ login: 'row.15b', city: 'Одеса' });
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await customers.open('?city=львів&sort=login&direction=desc&pageSize=10');
  await customers.row('row.13').getByRole('link').first().click();
  const ways = page.getByRole('navigation', { name: 'Neighbours in the list' });
  await expect(ways).toContainText('9 of 12');

  const idOf = (login: string) => rows.find((row) => row.login === login)?.id ?? 0;
  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.12')}$`));
  await expect(ways).toContainText('10 of 12');
  // Over the border of the page.
  await page.keyboard.press('j');
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.11')}$`));
  await expect(ways).toContainText('11 of 12');
  await page.reload();
  await expect(ways).toContainText('11 of 12');
  await customers.isLive();
  await page.keyboard.press('k');
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.12')}$`));
  await expect(ways).toContainText('10 of 12');
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page).toHaveURL(/\/operations$/);
  await expect(ways.getByRole('link', { name: 'Next customer' })).toHaveAttribute(
    'href',
    `/customers/${idOf('row.11')}/operations`,
  );
  await ways.getByRole('link', { name: 'Next customer' }).click();
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.11')}/operations$`));
  await page.keyboard.press(']');
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.10')}/operations$`));
  await expect(ways.getByRole('button', { name: 'Next customer' })).toBeDisabled();

  // Whoever presses while a page is on its way loses no step.
  const letThrough = await holdBack(page, new RegExp(`/customers/${idOf('row.11')}.*\\.data`));
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  letThrough();
  await expect(page).toHaveURL(new RegExp(`/customers/${idOf('row.13')}/operations$`));
  await expect(ways).toContainText('9 of 12');

  // Who is not in the result has a place by their own value all the same.
  await page.goto(`/customers/${apart.id}`);
  await expect(ways.getByRole('link', { name: 'Next customer' })).toHaveAttribute(
    'href',
    `/customers/${idOf('row.15')}`,
  );
});
