import { expect } from '@playwright/test';
import { createOrder } from '#prisma/factories/order.ts';
import { violations } from '#tests/support/axe.ts';
import { LivingForm } from './pages/living-form.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

async function onPage(world: World, customerId: number, firstName: string, at: 0 | 1 = 0) {
  const user = await world.user('admin', 'en', firstName);
  const window = await world.signedIn(user, { origin: origins()[at] });
  await window.customer.open(customerId);
  const remove = window.page.getByRole('button', { name: 'Remove', exact: true });
  return { ...window, user, form: new LivingForm(window.page), remove };
}

test('a customer is removed by their login, and a colleague who was typing is led away', async ({
  world,
}) => {
  test.setTimeout(400_000);
  const customer = await world.customer({ city: 'Київ' });
  const olena = await onPage(world, customer.id, 'Олена');
  const taras = await onPage(world, customer.id, 'Тарас', 1);
  const iryna = await world.open(await world.user('admin', 'en', 'Ірина'), {
    origin: origins()[1],
  });
  await taras.form.type('comment', 'Передзвонити в понеділок');
  await taras.form.isKept();

  await olena.remove.click();
  const dialog = olena.page.getByRole('dialog');
  await expect(taras.page.getByText(/Олена .*is preparing a removal/).first()).toBeVisible();
  await dialog.getByLabel(/^Type the login/).fill('somebody');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toContainText(`This is not ${customer.login}`);
  await expect(dialog.getByLabel(/^Type the login/)).toBeFocused();
  expect(await violations(olena.page)).toEqual([]);
  await dialog.getByLabel(/^Type the login/).fill(customer.login);
  await olena.page.keyboard.press('Enter');
  await expect(olena.page.getByText(/^Customer .* removed$/)).toBeVisible();
  await olena.customers.isShown();
  await expect(olena.customers.row(customer.login)).toHaveCount(0);

  await expect(taras.page.getByRole('heading', { level: 1 })).toHaveText(
    'This customer was removed',
  );
  await expect(taras.page.getByText(/Олена .* removed customer/)).toContainText(customer.login);
  await taras.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await taras.page.getByRole('button', { name: 'Copy what I typed' }).click();
  const copied = await taras.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain('Передзвонити в понеділок');
  expect(await violations(taras.page)).toEqual([]);
  await taras.page.getByRole('link', { name: 'To the list' }).click();
  await taras.customers.isShown();
  await expect(taras.page.getByRole('navigation', { name: 'Unfinished' })).toHaveCount(0);
  expect(await world.db.draft.count({ where: { userId: taras.user.id } })).toBe(0);
  await expect(iryna.page.getByText(/1 customer$/)).toHaveCount(0);

  await taras.page.goto(`/customers/${customer.id}`);
  await expect(taras.page.getByRole('main')).toContainText(/There is no such customer|not found/i);
});

test('money on the account forbids it, with the way to the account, also while one looks', async ({
  world,
}) => {
  test.setTimeout(400_000);
  const customer = await world.customer();
  const olena = await onPage(world, customer.id, 'Олена');
  const taras = await onPage(world, customer.id, 'Тарас', 1);
  await olena.remove.click();
  const dialog = olena.page.getByRole('dialog');
  await dialog.getByLabel(/^Type the login/).fill(customer.login);
  await taras.customer.deposit('25', 'Поповнення в останню мить');
  await expect(dialog).toContainText('The balance is ₴25.00');
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toHaveCount(0);
  await dialog.getByRole('link', { name: 'To the account' }).click();
  await expect(olena.page).toHaveURL(/\/operations$/);
  expect(await world.db.customer.count({ where: { id: customer.id } })).toBe(1);
});

test('open orders forbid it in words, and what was typed stays', async ({ world }) => {
  const customer = await world.customer();
  await createOrder(world.db, { companyId: world.companyId, customerId: customer.id });
  const olena = await onPage(world, customer.id, 'Олена');
  await olena.remove.click();
  const dialog = olena.page.getByRole('dialog');
  await dialog.getByLabel(/^Type the login/).fill(customer.login);
  await olena.page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText(/open orders/);
  await expect(dialog.getByLabel(/^Type the login/)).toHaveValue(customer.login);
});

test('a row’s menu removes as well', async ({ world }) => {
  const customer = await world.customer();
  const kept = await world.customer();
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  await olena.customers
    .row(customer.login)
    .getByRole('button', { name: /^Actions/ })
    .click();
  await olena.page.getByRole('menuitem', { name: 'Remove…' }).click();
  const dialog = olena.page.getByRole('dialog');
  await dialog.getByLabel(/^Type the login/).fill(customer.login);
  await olena.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(olena.customers.row(kept.login)).toBeVisible();
  expect(await world.db.customer.count({ where: { companyId: world.companyId } })).toBe(1);
});
