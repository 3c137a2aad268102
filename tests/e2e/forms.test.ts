import { expect } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { test } from './world.ts';

test('sign-in says what is wrong beside the field and keeps what was typed', async ({ world }) => {
  const user = await world.user('admin', 'en', 'Олена');
  const { page, signIn } = await world.window();
  await signIn.open();
  await signIn.submit('not an address', 'x');
  await expect(signIn.email).toHaveAttribute('aria-invalid', 'true');
  await expect(signIn.email).toBeFocused();
  await expect(signIn.email).toHaveValue('not an address');
  await signIn.submit(user.email, 'a wrong password');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(signIn.email).toHaveValue(user.email);
  await expect(page).toHaveURL(/\/sign-in/);
});

test('after signing in one lands where one wanted to go, but never on another site', async ({
  world,
}) => {
  const customer = await world.customer();
  const user = await world.user('admin', 'en', 'Олена');
  const { page, signIn, customer: customerPage } = await world.window();
  await page.goto(`/customers/${customer.id}/activity`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.waitForLoadState('networkidle');
  await signIn.submit(user.email, 'Tandem-2026');
  await expect(page).toHaveURL(new RegExp(`/customers/${customer.id}/activity$`));
  await expect(customerPage.connection).toHaveAttribute('data-state', 'live');

  const other = await world.window();
  await other.signIn.open('/sign-in?next=https%3A%2F%2Fevil.example%2F');
  await other.signIn.submit(user.email, 'Tandem-2026');
  await expect(other.page).toHaveURL(/localhost:\d+\/customers/);
});

test('locking wants a reason and keeps it when a colleague was faster', async ({ world }) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await olena.customer.open(customer.id);
  await taras.customer.open(customer.id);
  const { dialog, page } = olena.customer;
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await dialog.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await dialog.getByLabel('Reason').fill('Rude in the chat');
  await taras.customer.lock('Chargeback fraud');
  // Said at once, without asking the server: there is nothing left to do but close.
  await expect(dialog).toContainText('Chargeback fraud');
  await expect(dialog).toContainText('Тарас');
  await expect(dialog.getByRole('button', { name: 'Lock', exact: true })).toHaveCount(0);
  await expect(dialog.getByLabel('Reason')).toHaveValue('Rude in the chat');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Unlock', exact: true })).toBeFocused();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row.lockReason).toBe('Chargeback fraud');
});

for (const [typed, wrong] of [
  ['0', true],
  ['-5', true],
  ['1.234', true],
  ['1e3', true],
  ['1 000 000 000', true],
  ['12,5', false],
] as const) {
  test(`an amount of ${typed} is ${wrong ? 'refused beside the field' : 'taken'}`, async ({
    world,
  }) => {
    const customer = await world.customer();
    const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
    await olena.customer.open(customer.id);
    await olena.customer.openMoney('Deposit');
    await olena.customer.fillMoney(typed, 'A note that is long enough');
    await olena.customer.dialog.getByRole('button', { name: /^Deposit/ }).click();
    if (wrong) {
      const amount = olena.customer.dialog.getByLabel('Amount');
      await expect(amount).toHaveAttribute('aria-invalid', 'true');
      await expect(amount).toHaveValue(typed);
    } else {
      await expect(olena.customer.dialog).toBeHidden();
    }
    const count = await world.db.operation.count({ where: { customerId: customer.id } });
    expect(count).toBe(wrong ? 0 : 1);
  });
}

test('a note that is too short is refused, and the form keeps the amount', async ({ world }) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await olena.customer.open(customer.id);
  await olena.customer.openMoney('Deposit');
  await olena.customer.fillMoney('5.00', 'abc');
  await olena.customer.dialog.getByRole('button', { name: /^Deposit/ }).click();
  await expect(olena.customer.dialog.getByLabel('Note')).toHaveAttribute('aria-invalid', 'true');
  await expect(olena.customer.dialog.getByLabel('Amount')).toHaveValue('5.00');
});

test('a balance that moved is shown, and the withdrawal asks again', async ({ world }) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await taras.customer.deposit('100.00', 'To withdraw from');
  await olena.customer.open(customer.id);
  await olena.customer.openMoney('Withdraw');
  await olena.customer.fillMoney('80.00', 'Paid out in cash');
  await olena.customer.dialog.getByRole('button', { name: /^Withdraw/ }).click();
  await taras.customer.withdraw('50.00', 'A quicker colleague');
  await expect(olena.customer.dialog).toContainText('50.00');
  // What is left no longer covers it: nothing is posted, whatever is pressed.
  await olena.customer.dialog.getByRole('button', { name: /^Yes, withdraw/ }).click();
  await expect(olena.customer.dialog).toBeVisible();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row.balance.toFixed(2)).toBe('50.00');
});

test('a colleague’s equal deposit is told before a second one is made', async ({ world }) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);
  await taras.customer.deposit('75.00', 'Refund of delivery');
  await olena.customer.openMoney('Deposit');
  await olena.customer.fillMoney('75.00', 'Refund of delivery');
  await olena.customer.dialog.getByRole('button', { name: /^Deposit/ }).click();
  await expect(olena.customer.dialog).toContainText('Тарас');
  await olena.customer.dialog.getByRole('button', { name: 'Deposit anyway' }).click();
  await expect(olena.customer.dialog).toBeHidden();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row.balance.toFixed(2)).toBe('150.00');
});

test('a dialog that comes late gives the focus back as well, to the gear whose menu has gone', async ({
  world,
}) => {
  await world.customer({ login: 'focus.late' });
  const user = await world.user('admin', 'en', 'Олена');
  const { page, customers, customer } = await world.signedIn(user);
  const letThrough = await holdBack(page, /lock-customer-dialog/);
  await customers.open();
  const gear = customers.row('focus.late').getByRole('button', { name: /^Actions for/ });
  await gear.click();
  await page.getByRole('menuitem', { name: 'Lock…' }).click();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(customer.dialog).toHaveCount(0);
  letThrough();
  await expect(customer.dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(gear).toBeFocused();
});

test('a dialog gives the focus back to what opened it', async ({ world }) => {
  const customer = await world.customer({ login: 'focus.back' });
  const {
    page,
    customer: one,
    customers,
  } = await world.open(await world.user('admin', 'en', 'Олена'));
  await one.open(customer.id, '/operations');
  for (const name of ['Lock', 'Deposit', 'Withdraw']) {
    const opener = page.getByRole('button', { name, exact: true });
    await opener.click();
    await expect(one.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(opener).toBeFocused();
    await opener.click();
    await one.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(opener).toBeFocused();
  }
  await one.deposit('5.00', 'The focus comes back');
  await expect(page.getByRole('button', { name: 'Deposit', exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Reverse operation No. 1' }).click();
  await expect(one.dialog).toContainText('The focus comes back');
  await one.dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
  await expect(one.dialog).toContainText('Say why it is reversed');
  await one.dialog.getByLabel('Note').fill('By mistake');
  await one.dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
  await expect(one.dialog).toBeHidden();
  await expect(page.locator('body')).not.toBeFocused();

  await customers.open();
  const gear = customers.row('focus.back').getByRole('button', { name: /^Actions for/ });
  for (const item of ['Lock…', 'Deposit…']) {
    await gear.click();
    await page.getByRole('menuitem', { name: item }).click();
    await expect(one.dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(one.dialog).toBeHidden();
    await expect(gear).toBeFocused();
  }
});

test('a click beside a dialog loses nothing, and a currency sign is no mistake', async ({
  world,
}) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await olena.customer.open(customer.id);
  await olena.customer.openMoney('Deposit');
  const { dialog, page } = olena.customer;
  await dialog.getByRole('button', { name: /^Deposit/ }).click();
  await expect(dialog).toContainText('Enter an amount');
  await expect(dialog).toContainText('Say what the operation is for');
  await dialog.getByLabel('Amount').fill('fifty');
  await dialog.getByLabel('Note').focus();
  await expect(dialog.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true');
  await olena.customer.fillMoney('50 грн', 'With the currency');
  await page.mouse.click(5, 300);
  await expect(dialog.getByLabel('Amount')).toHaveValue('50 грн');
  await dialog.getByRole('button', { name: /^Deposit/ }).click();
  await expect(dialog).toBeHidden();
  const row = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(row.balance.toFixed(2)).toBe('50.00');
});

test('an Undo goes when a colleague has undone it already', async ({ world }) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await olena.customer.open(customer.id);
  await taras.customer.open(customer.id);
  await olena.customer.lock('Rude in the chat');
  const undo = olena.page.getByRole('button', { name: 'Undo' });
  await expect(undo).toBeVisible();
  await taras.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(undo).toBeHidden();
});

test('a reversal without a reason is refused beside the field, and nothing is posted', async ({
  world,
}) => {
  const customer = await world.customer();
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  await olena.customer.open(customer.id, '/operations');
  await olena.customer.deposit('40.00', 'To be reversed');
  await olena.page.getByRole('button', { name: 'Reverse operation No. 1' }).click();
  const { dialog } = olena.customer;
  await dialog.getByLabel('Note').fill('no');
  await dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
  await expect(dialog.getByLabel('Note')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Note')).toHaveValue('no');
  expect(await world.db.operation.count({ where: { customerId: customer.id } })).toBe(1);
});
