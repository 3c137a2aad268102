import { expect } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { password, test } from './world.ts';

/** Without its code a page is drawn and can't answer yet. */
const code = /entry\.client/;

test('what is pressed before the page can answer counts once it can, and the last press alone', async ({
  world,
}) => {
  const customer = await world.customer();
  const { page } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const letThrough = await holdBack(page, code);
  await page.goto(`/customers/${customer.id}`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Deposit', exact: true }).click();
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  letThrough();
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('dialog').getByLabel('Reason')).toBeVisible();
});

test('what is typed into a search before the page can answer is searched for', async ({
  world,
}) => {
  await world.customer({ login: 'kyiv.one' });
  await world.customer({ login: 'lviv.two' });
  const { page, customers } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const letThrough = await holdBack(page, code);
  await page.goto('/customers', { waitUntil: 'commit' });
  await page.getByRole('searchbox').fill('lviv');
  await page.getByRole('checkbox').last().click();
  letThrough();
  await expect(customers.row('kyiv.one')).toHaveCount(0);
  await expect(page).toHaveURL(/search=lviv/);
  await expect(customers.checkbox('lviv.two')).toBeChecked();
});

for (const press of ['Enter', 'the button'] as const) {
  test(`a form that is sent before the page can answer goes out once it can: ${press}`, async ({
    world,
  }) => {
    const user = await world.user('admin', 'en', 'Олена');
    const { page, signIn } = await world.window();
    const letThrough = await holdBack(page, code);
    await page.goto('/sign-in?next=/orders', { waitUntil: 'commit' });
    await signIn.email.fill(user.email);
    await signIn.password.fill(`${password} and what was meant for elsewhere`);
    await signIn.password.press('Enter');
    await signIn.password.fill(password);
    if (press === 'Enter') await signIn.password.press('Enter');
    else await page.getByRole('button', { name: 'Sign in' }).click();
    letThrough();
    await expect(page).toHaveURL(/\/orders$/);
  });
}

test('typing on after Enter takes it back: half a password is not sent', async ({ world }) => {
  const user = await world.user('admin', 'en', 'Олена');
  const { page, signIn } = await world.window();
  const letThrough = await holdBack(page, code);
  await page.goto('/sign-in', { waitUntil: 'commit' });
  await signIn.submit(user.email, password.slice(0, -1));
  await signIn.password.press('End');
  await signIn.password.pressSequentially(password.slice(-1));
  letThrough();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page).toHaveURL(/\/sign-in$/);
  await signIn.password.press('Enter');
  await expect(page).toHaveURL(/\/customers/);
});
