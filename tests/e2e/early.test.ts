import { expect } from '@playwright/test';
import { holdBack } from './hold-back.ts';
import { NewCustomerPage } from './pages/new-customer-page.ts';
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
  await page.goto('/customers?sort=login&direction=desc', { waitUntil: 'commit' });
  await page.getByRole('searchbox').fill('lviv');
  await page.getByRole('searchbox').press('Enter');
  await customers.checkbox('lviv.two').click();
  letThrough();
  await expect(customers.row('kyiv.one')).toHaveCount(0);
  await expect(page).toHaveURL(/search=lviv/);
  await expect(page).toHaveURL(/sort=login&direction=desc/);
  await expect(customers.checkbox('lviv.two')).toBeChecked();
});

test('what is typed into a form before the page can answer stays, and is what is sent', async ({
  world,
}) => {
  const { page } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const create = new NewCustomerPage(page);
  const letThrough = await holdBack(page, code);
  await page.goto('/customers/new', { waitUntil: 'commit' });
  await create.input('login').fill('lesia');
  await create.input('comment').fill('Дзвонити після шостої');
  await create.save.click();
  letThrough();
  await expect(create.input('email')).toHaveAttribute('aria-invalid', 'true');
  await expect(create.input('login')).not.toHaveAttribute('aria-invalid', 'true');
  await expect(create.input('login')).toHaveValue('lesia');
  await expect(create.input('comment')).toHaveValue('Дзвонити після шостої');
});

test('a choice made before the page can answer counts, and the cursor stays where it is', async ({
  world,
}) => {
  await world.customer();
  const user = await world.user('admin', 'en', 'Олена');
  const { page } = await world.signedIn(user);
  const letThrough = await holdBack(page, code);
  await page.goto('/customers', { waitUntil: 'commit' });
  const pageSize = page.getByRole('combobox', { name: 'Rows per page' });
  await pageSize.selectOption('50');
  const search = page.getByRole('searchbox');
  await search.fill('lviv');
  await search.press('Home');
  await search.press('ArrowRight');
  letThrough();
  await expect(page).toHaveURL(/search=lviv/);
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expect(search).toBeFocused();
  const cursor = await search.evaluate((field: HTMLInputElement) => field.selectionStart);
  expect(cursor).toBe(1);
  await search.fill('');
  await expect(pageSize).toHaveValue('50');
  const layout = await world.db.layout.findUniqueOrThrow({ where: { userId: user.id } });
  expect(layout.pageSize).toBe(50);
});

test('letters in a field that chooses from a list choose nothing before the page can answer', async ({
  world,
}) => {
  const { page } = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const create = new NewCustomerPage(page);
  const letThrough = await holdBack(page, code);
  await page.goto('/customers/new', { waitUntil: 'commit' });
  await create.input('country').fill('Укр');
  await create.input('login').fill('lesia');
  letThrough();
  await expect(create.kept).toBeVisible();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(create.input('login')).toBeFocused();
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
