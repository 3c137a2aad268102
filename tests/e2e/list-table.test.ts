import type { Request } from '@playwright/test';
import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { holdBack } from './hold-back.ts';
import type { World } from './world.ts';
import { test } from './world.ts';

const documented = [
  'ID',
  'Login',
  'Full name',
  'E-mail',
  'Phone',
  'Status',
  'Balance',
  'Member since',
  'Tags',
];

async function customers(world: World, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) {
    await world.customer({ login: `row-${String(n).padStart(3, '0')}` });
  }
}

/** Many at once: the factory takes a while for hundreds. */
async function manyCustomers(world: World, count: number): Promise<void> {
  const data = Array.from({ length: count }, (_, index) => {
    const login = `row-${String(index + 1).padStart(3, '0')}`;
    const email = `${login}-${String(world.companyId)}@factory.example`;
    const names = { firstName: 'Марія', lastName: 'Бондаренко' };
    return { companyId: world.companyId, login, email, ...names, emailConfirmedAt: new Date() };
  });
  await world.db.customer.createMany({ data });
}

test('columns are shown, ordered, pinned and widened, and are the same in another browser', async ({
  world,
}) => {
  await customers(world, 2);
  const user = await world.user('admin', 'en', 'Олена');
  const { page, customers: list } = await world.open(user);
  expect(await list.heads()).toEqual(documented);
  await page.getByRole('button', { name: 'Columns' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns' });
  await panel.getByRole('checkbox', { name: 'Last name' }).check();
  await panel.getByRole('checkbox', { name: 'City' }).check();
  await panel.getByRole('checkbox', { name: 'Phone' }).uncheck();
  await panel.getByRole('button', { name: 'Keep “Balance” in sight' }).click();
  await panel.getByText('Compact').click();
  await expect(page.getByRole('table')).toHaveAttribute('data-density', 'compact');
  const grip = panel.getByRole('button', { name: 'Move the column “E-mail”' });
  await grip.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Column “E-mail”: place 4', { exact: false })).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Column “E-mail”: place 3', { exact: false })).toBeAttached();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  const chosen = ['Balance', 'ID', 'Login', 'E-mail', 'Full name', 'Status', 'Member since'];
  await expect.poll(() => list.heads()).toEqual([...chosen, 'Last name', 'City', 'Tags']);

  const edge = page.getByRole('separator', { name: 'Width of the column “Login”' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  const isWider = (request: Request) =>
    request.url().includes('layout.save') &&
    request.postData()?.includes(`"width":${before + 50}`) === true;
  const saved = page.waitForResponse((answer) => isWider(answer.request()));
  await edge.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 50));
  await saved;

  const other = await world.open(user);
  expect(await other.customers.heads()).toEqual([...chosen, 'Last name', 'City', 'Tags']);
  await expect(other.page.getByRole('table')).toHaveAttribute('data-density', 'compact');
  await expect(
    other.page.getByRole('separator', { name: 'Width of the column “Login”' }),
  ).toHaveAttribute('aria-valuenow', String(before + 50));
  await other.page.getByRole('button', { name: 'Columns' }).click();
  await other.page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => other.customers.heads()).toEqual(documented);
});

test('a column is dragged to another place by the pointer, and stays there', async ({ world }) => {
  await customers(world, 1);
  const user = await world.user('admin', 'en', 'Олена');
  const { page, customers: list } = await world.open(user);
  await page.getByRole('button', { name: 'Columns' }).click();
  const panel = page.getByRole('dialog', { name: 'Columns' });
  const centreOf = async (column: string) => {
    const grip = panel.getByRole('button', { name: `Move the column “${column}”` });
    const box = await grip.boundingBox();
    if (box === null) throw new Error('the grip is not on the screen');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  await expect(panel.getByRole('button', { name: 'Move the column “Balance”' })).toBeVisible();
  const from = await centreOf('Balance');
  const to = await centreOf('Login');
  const saved = page.waitForResponse((answer) => answer.url().includes('layout.save'));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 10, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 10 });
  await expect(page.getByText('Column “Balance”: place 2', { exact: false })).toBeAttached();
  await page.mouse.up();
  const moved = ['ID', 'Balance', 'Login', 'Full name', 'E-mail', 'Phone', 'Status'];
  await expect.poll(() => list.heads()).toEqual([...moved, 'Member since', 'Tags']);
  await saved;
  await page.reload();
  expect(await list.heads()).toEqual([...moved, 'Member since', 'Tags']);
});

test('a width is dragged by the edge of the head', async ({ world }) => {
  await customers(world, 1);
  const { page } = await world.open(await world.user('admin', 'en', 'Олена'));
  const edge = page.getByRole('separator', { name: 'Width of the column “Login”' });
  const box = await edge.boundingBox();
  const head = page.locator('th[data-column="login"]');
  const before = (await head.boundingBox())?.width ?? 0;
  if (box === null) throw new Error('the edge is not on the screen');
  await page.mouse.move(box.x + 4, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 64, box.y + 8, { steps: 5 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute('aria-valuenow', String(Math.round(before) + 60));
});

test('rows are walked, chosen and opened by keyboard alone', async ({ world }) => {
  await customers(world, 6);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'));
  await page.keyboard.press('j');
  await expect(list.row('row-001')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(list.row('row-002')).toBeFocused();
  await page.keyboard.press('x');
  await expect(list.checkbox('row-002')).toBeChecked();
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  await expect(list.row('row-004')).toBeFocused();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(5);
  await page.keyboard.press('k');
  await expect(list.row('row-005')).toBeFocused();
  // What is typed is typed.
  await page.getByRole('searchbox').fill('j');
  await page.getByRole('searchbox').press('x');
  await expect(page.getByRole('searchbox')).toHaveValue('jx');
  // The answer to it is waited for: a list that comes later would take the focus along.
  await expect(list.row('row-005')).toBeHidden();
  await page.getByRole('searchbox').fill('');
  await expect(list.row('row-005')).toBeVisible();
  await page.keyboard.press('Tab');
  await list.row('row-005').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/customers\/\d+$/);
});

test('Shift draws a range by mouse, the head takes the page, and all that match are offered', async ({
  world,
}) => {
  await customers(world, 14);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'));
  await list.checkbox('row-002').click();
  await list.checkbox('row-005').click({ modifiers: ['Shift'] });
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(4);
  const whole = page.getByRole('checkbox', { name: 'Select the whole page' });
  await expect(whole).toHaveJSProperty('indeterminate', true);
  await whole.click();
  await expect(whole).toBeChecked();
  await page.getByRole('button', { name: 'Select all that match: 14' }).click();
  await expect(page.getByText('All 14 that match are selected').first()).toBeVisible();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(list.row('row-014')).toBeVisible();
  await expect(list.checkbox('row-014')).toBeChecked();
  await list.checkbox('row-014').click();
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);
});

test('a page of five hundred draws what is in sight, by keyboard too', async ({ world }) => {
  await manyCustomers(world, 500);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'));
  await list.open('?pageSize=500');
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', '501');
  expect(await page.locator('tbody tr[data-customer-id]').count()).toBeLessThan(60);
  const region = page.getByRole('region', { name: 'Customers' });
  await list.row('row-001').focus();
  await region.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(list.row('row-500')).toBeVisible();
  await expect(list.row('row-500')).toHaveAttribute('aria-rowindex', '501');
  // The row that has the focus keeps it, although it is far away.
  await page.keyboard.press('j');
  await expect(list.row('row-002')).toBeFocused();
  await expect(list.row('row-002')).toBeInViewport();
});

test('who scrolls before the file that watches what is in sight has come stays there', async ({
  world,
}) => {
  await manyCustomers(world, 500);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'));
  const letThrough = await holdBack(page, /assets\/rows-in-sight-/);
  await list.open('?pageSize=500');
  const region = page.getByRole('region', { name: 'Customers' });
  await region.evaluate((element) => element.scrollTo(0, 9_000));
  letThrough();
  await expect(list.row('row-210')).toBeVisible();
  expect(await region.evaluate((element) => element.scrollTop)).toBe(9_000);
});

test('a long page is all drawn when the file that watches what is in sight is not to be had', async ({
  world,
}) => {
  await manyCustomers(world, 120);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'));
  await page.route('**/assets/rows-in-sight-*.js', (route) => route.abort());
  await list.open('?pageSize=500');
  await expect(page.locator('tbody tr[data-customer-id]')).toHaveCount(120);
  await expect(page.getByText('No answer from Tandem')).toHaveCount(0);
});

test('logins are whole at 1440, and the list is accessible in light and dark', async ({
  world,
}) => {
  await world.customer({ login: 'oleksandra.hrytsenko' });
  await world.customer({ login: 'ivan.franko', lockedAt: new Date(), lockReason: 'Test' });
  const user = await world.user('admin', 'en', 'Олена');
  for (const colorScheme of ['light', 'dark'] as const) {
    const viewport = { width: 1440, height: 900 };
    const { page, customers: list } = await world.open(user, { colorScheme, viewport });
    await list.checkbox('ivan.franko').check();
    for (const login of await page.locator('td[data-column="login"]').all()) {
      expect(await login.evaluate((cell) => cell.scrollWidth <= cell.clientWidth)).toBe(true);
    }
    const isWider = await page
      .getByRole('region', { name: 'Customers', exact: true })
      .evaluate((element) => element.scrollWidth > element.clientWidth);
    expect(isWider).toBe(false);
    await page.getByRole('button', { name: 'Columns' }).click();
    await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    expect(await violations(page)).toEqual([]);
  }
});

test('on a phone rows are cards with checkbox and gear, and nothing is wider than the screen', async ({
  world,
}) => {
  await customers(world, 3);
  const { page, customers: list } = await world.open(await world.user('admin', 'en', 'Олена'), {
    viewport: { width: 390, height: 844 },
  });
  await list.checkbox('row-002').click();
  await expect(list.checkbox('row-002')).toBeChecked();
  await expect(list.row('row-002').getByRole('button', { name: /^Actions for/ })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await violations(page)).toEqual([]);
});
