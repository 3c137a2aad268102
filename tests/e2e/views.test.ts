import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { holdBack } from './hold-back.ts';
import { FilterPanel } from './pages/filter-panel.ts';
import { origins, test } from './world.ts';

const inKyiv = '?city=%D0%9A%D0%B8%D1%97%D0%B2';

test('a shared view comes to colleagues, changes for them and goes, all without reload', async ({
  world,
}) => {
  await world.customer({ login: 'kyiv.one', city: 'Київ' });
  await world.customer({ login: 'lviv.two', city: 'Львів' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const hers = new FilterPanel(olena.page);
  const his = new FilterPanel(taras.page);
  await olena.customers.open(inKyiv);
  await hers.saveView('Kyiv', { isShared: true });
  await expect(olena.page).toHaveURL(/view=\d+/);

  await expect(his.view('Kyiv')).toContainText('1');
  await his.view('Kyiv').click();
  await expect(his.chips).toContainText('City: Київ');
  await expect(his.view('Kyiv')).toHaveAttribute('aria-current', 'page');
  await expect(taras.customers.row('lviv.two')).toHaveCount(0);

  await hers.removeChip('City: Київ');
  await hers.open();
  await hers.field('City').fill('Львів');
  await hers.apply();
  await expect(olena.page.getByText('Changed, not saved')).toBeVisible();
  await olena.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(olena.page.getByText('Changed, not saved')).toBeHidden();
  await expect(taras.page.getByText(/Олена.* changed this view/)).toBeVisible();
  await expect(taras.customers.row('lviv.two')).toBeVisible();
  await expect(his.chips).toContainText('City: Львів');

  // With changes of one's own the list stays, and the change is offered.
  await his.open();
  await his.field('Only active').check();
  await his.apply();
  await expect(taras.page.getByText('Changed, not saved')).toBeVisible();
  await expect(taras.page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
  await hers.removeChip('City: Львів');
  await hers.open();
  await hers.field('Last name').fill('Бондаренко');
  await hers.apply();
  await olena.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(taras.page.getByText('You have changes of your own')).toBeVisible();
  await expect(his.chips).toContainText('Only active');
  await taras.page.getByRole('button', { name: 'Take theirs' }).click();
  await expect(his.chips).toContainText('Last name: Бондаренко');
  await expect(his.chips).not.toContainText('Only active');

  await hers.chooseAction('Kyiv', 'Keep to myself');
  await expect(taras.page.getByText(/The view “Kyiv” is gone/)).toBeVisible();
  await expect(his.chips).toContainText('Last name: Бондаренко');
  await expect(taras.page).not.toHaveURL(/view=/);
  await expect(hers.view('Kyiv')).toHaveAttribute('aria-current', 'page');
});

test('a view saved while the list is still on its way keeps what was asked for', async ({
  world,
}) => {
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const hers = new FilterPanel(olena.page);
  await olena.customers.open(inKyiv);
  await hers.saveView('Kyiv', { isShared: false });
  const letThrough = await holdBack(olena.page, /customers\.data/);
  await hers.open();
  await hers.field('Last name').fill('Бондаренко');
  await hers.apply();
  await olena.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(olena.page.getByText('Changed, not saved')).toBeHidden();
  letThrough();
  await olena.customers.open();
  await hers.view('Kyiv').click();
  await expect(hers.chips).toContainText('City: Київ');
  await expect(hers.chips).toContainText('Last name: Бондаренко');
});

test('the number of a view follows a colleague’s change', async ({ world }) => {
  const customer = await world.customer({ login: 'kyiv.one', city: 'Київ' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await olena.customers.open('?statuses=locked');
  const hers = new FilterPanel(olena.page);
  await hers.saveView('Blocked', { isShared: false });
  await expect(hers.view('Blocked')).toContainText('0');
  await taras.customer.open(customer.id);
  await taras.customer.lock('False negative comments');
  await expect(hers.view('Blocked')).toContainText('1', { timeout: 20_000 });
});

test('views are saved, renamed, removed and opened by default, by keyboard alone', async ({
  world,
}) => {
  test.setTimeout(120_000);
  await world.customer({ login: 'kyiv.one', city: 'Київ' });
  await world.customer({ login: 'lviv.two', city: 'Львів' });
  const user = await world.user('admin', 'en', 'Олена');
  const { page, customers } = await world.signedIn(user);
  const views = new FilterPanel(page);
  await customers.open(inKyiv);
  await page.getByRole('button', { name: 'Save as a view…' }).focus();
  await page.keyboard.press('Enter');
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Give the view a name')).toBeVisible();
  await page.keyboard.type('Mine');
  await page.keyboard.press('Enter');
  await expect(views.view('Mine')).toHaveAttribute('aria-current', 'page');

  const menu = page.getByRole('button', { name: 'Actions with the view “Mine”' });
  await menu.focus();
  await page.keyboard.press('Enter');
  // The menu takes the focus a moment after it has opened.
  await expect(page.locator('[role="menu"] [data-autofocus]')).toBeFocused();
  await page.getByRole('menuitem', { name: 'Open the list with this view' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The list will open with “Mine”')).toBeVisible();
  await page.goto('/customers');
  await expect(page).toHaveURL(/view=\d+/);
  await expect(customers.row('lviv.two')).toHaveCount(0);
  await views.view('All customers').click();
  await expect(customers.row('lviv.two')).toBeVisible();
  await expect(page).toHaveURL(/view=all/);

  await views.view('Mine').click();
  await views.chooseAction('Mine', 'Rename');
  await name.fill('Київ наш');
  await page.keyboard.press('Enter');
  await expect(views.view('Київ наш')).toHaveAttribute('aria-current', 'page');

  await views.chooseAction('Київ наш', 'Remove');
  const dialog = page.getByRole('dialog', { name: 'Remove this view?' });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await expect(views.view('Київ наш')).toHaveCount(0);
  await expect(views.chips).toContainText('City: Київ');
  await page.goto('/customers');
  await expect(customers.row('lviv.two')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`views have no accessibility violations and fit a phone (${colorScheme})`, async ({
    world,
  }) => {
    await world.customer({ city: 'Київ' });
    const user = await world.user('admin', 'en', 'Олена');
    const { page, customers } = await world.signedIn(user, { colorScheme });
    await customers.open(inKyiv);
    const views = new FilterPanel(page);
    await views.saveView('Київ', { isShared: true });
    await views.removeChip('City: Київ');
    await expect(page.getByText('Changed, not saved')).toBeVisible();
    expect(await violations(page)).toEqual([]);
    const phone = await world.open(user, { colorScheme, viewport: { width: 390, height: 844 } });
    await expect(new FilterPanel(phone.page).view('Київ')).toBeVisible();
    const width = await phone.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    expect(await violations(phone.page)).toEqual([]);
  });
}
