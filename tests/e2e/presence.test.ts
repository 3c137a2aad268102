import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import { hashPassword } from '#server/infra/auth/password.ts';
import { violations } from '#tests/support/axe.ts';
import { startCutProxy } from '#tests/support/cut-proxy.ts';
import { origins, password, proxyPort, test } from './world.ts';

const soon = { timeout: 1_000 };

/** The colleagues beside the customer's name. */
function here(page: Page, label = 'Colleagues on this customer') {
  return page.locator('header.t-customer-header').getByRole('group', { name: label });
}

test('colleagues on the page are seen across processes, and gone at once when they leave', async ({
  world,
}) => {
  // As much of a name as leaves no room beside it.
  const names = { lastName: 'Хмельницький', firstName: 'Володимир', middleName: 'Володимирович' };
  const customer = await world.customer({ login: 'seen.customer', ...names });
  const olena = await world.signedIn(await world.user('admin', 'uk', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const iryna = await world.signedIn(await world.user('admin', 'ru', 'Ірина'), {
    origin: origins()[1],
  });
  await olena.customer.open(customer.id);
  await expect(olena.page.getByText('Лише ви')).toBeVisible();
  const heightOfTop = async () =>
    (await olena.page.locator('.t-customer-top').boundingBox())?.height;
  const height = await heightOfTop();
  await iryna.customers.open();
  await taras.customer.open(customer.id);

  await expect(here(taras.page)).toContainText('Олена', soon);
  await expect(here(olena.page, 'Колеги, які відкрили цього клієнта')).toContainText('Тарас', soon);
  const who = olena.page.getByRole('region', { name: 'Хто тут' });
  await expect(who).toContainText('Тарас');
  await expect(who).toContainText('переглядає');
  await expect(olena.page.getByRole('status').filter({ hasText: 'Тут також: Тарас' })).toHaveCount(
    1,
  );
  const row = iryna.customers.row('seen.customer');
  await expect(row).toContainText(/Олена .*: просматривает · Тарас .*: просматривает/);
  // Who comes moves nothing.
  expect(await heightOfTop()).toBe(height);
  expect(await violations(olena.page)).toEqual([]);
  expect(await violations(iryna.page)).toEqual([]);

  await taras.page.close();
  await expect(here(olena.page, 'Колеги, які відкрили цього клієнта')).toBeHidden(soon);
  await expect(row).not.toContainText('Тарас', soon);
  await expect(row).toContainText('Олена');
  await olena.page.getByRole('link', { name: 'Усі клієнти' }).click();
  await expect(row).not.toContainText('Олена');
});

test('the field that a colleague edits is marked, in words too', async ({ world }) => {
  const customer = await world.customer({ login: 'edited.customer', city: 'Львів' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  await olena.customer.open(customer.id);
  await taras.customer.open(customer.id);
  await expect(here(taras.page)).toContainText('viewing');

  await olena.page.getByRole('button', { name: 'Edit', exact: true }).first().click();
  // Whole in sight: the place that was told before it has no part in the second.
  await expect(taras.page.locator('[data-editing="lastName"]')).toBeVisible();
  await olena.page.getByRole('textbox', { name: 'City' }).focus();
  const mark = taras.page.locator('[data-editing="city"]');
  await expect(mark).toContainText(/Олена .*is editing/, soon);
  await expect(here(taras.page)).toContainText('editing “City”');
  expect(await violations(taras.page)).toEqual([]);

  await olena.page.getByRole('textbox', { name: 'Region' }).focus();
  await expect(taras.page.locator('[data-editing="region"]')).toBeVisible();
  await expect(mark).toBeHidden();
  await olena.page.close();
  await expect(taras.page.locator('[data-editing]')).toHaveCount(0, soon);
});

test('what a colleague prepares stands on that button and in the dialog, and ends with theirs', async ({
  world,
}) => {
  const customer = await world.customer({ login: 'intended.customer' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);

  await olena.customer.openMoney('Withdraw');
  const withdraw = taras.page.getByRole('button', { name: 'Withdraw', exact: true });
  await expect(withdraw).toHaveAccessibleDescription(/Олена .*is preparing a withdrawal/, soon);
  await expect(taras.page.locator('.t-intent-line')).toHaveText(
    /Олена .* is preparing a withdrawal/,
  );
  expect(await violations(taras.page)).toEqual([]);
  // It warns, it does not block.
  await taras.customer.openMoney('Withdraw');
  await expect(taras.customer.dialog).toContainText('is preparing a withdrawal');
  expect(await violations(taras.page)).toEqual([]);
  await taras.page.keyboard.press('Escape');
  await expect(taras.customer.dialog).toBeHidden();

  await olena.page.keyboard.press('Escape');
  await expect(withdraw).not.toHaveAccessibleDescription(/preparing/);
  await expect(taras.page.locator('.t-intent-line')).toHaveText('');

  // From a row of the list as well.
  await olena.customers.open();
  await expect(here(taras.page)).toBeHidden();
  const row = olena.customers.row('intended.customer');
  await row.getByRole('button', { name: /^Actions/ }).click();
  await olena.page.getByRole('menuitem', { name: 'Lock…' }).click();
  const lock = taras.page.getByRole('button', { name: 'Lock', exact: true });
  await expect(lock).toHaveAccessibleDescription(/Олена .*is preparing a lock/);
  await olena.page.keyboard.press('Escape');
  await expect(lock).not.toHaveAccessibleDescription(/preparing/);
});

test('two tabs of one person are one avatar, and another company is told nothing', async ({
  world,
}) => {
  const company = await createCompany(world.db);
  const passwordHash = await hashPassword(password);
  const stranger = await world.window();
  const frames: string[] = [];
  stranger.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => frames.push(String(payload)));
  });
  await stranger.signIn.open();
  const { email } = await createUser(world.db, { companyId: company.id, passwordHash });
  await stranger.signIn.submit(email, password);
  await stranger.customers.isShown();
  const customer = await world.customer({ login: 'tabs.customer' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customer.open(customer.id);
  await olena.customer.open(customer.id);
  const second = await olena.context.newPage();
  await second.goto(`/customers/${customer.id}`);
  await expect(second.locator('.t-connection')).toHaveAttribute('data-state', 'live');
  await expect(here(second)).toContainText('Тарас');

  await expect(here(taras.page).getByRole('listitem')).toHaveCount(1);
  // One's own other tab is no colleague.
  await expect(here(olena.page).getByRole('listitem')).toHaveCount(1);
  await olena.page.close();
  await sleep(1500);
  await expect(here(taras.page)).toContainText('Олена');
  await second.close();
  await expect(here(taras.page)).toBeHidden(soon);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.join()).not.toContain('Олена');
  expect(frames.join()).not.toContain(`"customerId":${customer.id}`);
});

test('who was cut off is told what changed, and is led through it by one key', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ login: 'missed.customer', city: 'Львів' });
  const proxy = await startCutProxy(proxyPort(), origins()[0]);
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'), {
    origin: origins()[1],
  });
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: proxy.origin,
  });
  const iryna = await world.signedIn(await world.user('admin', 'en', 'Ірина'));
  await taras.customer.open(customer.id, '/operations');
  await olena.customer.open(customer.id);
  await iryna.customer.open(customer.id);
  await expect(here(taras.page)).toContainText('Олена');

  proxy.cut();
  await expect(taras.customer.connection).toHaveAttribute('data-state', 'offline');
  await olena.customer.deposit('50.00', 'While away');
  await iryna.customer.lock('Locked while away');
  await olena.page.getByRole('button', { name: 'Edit', exact: true }).click();
  await olena.page.getByRole('textbox', { name: 'City' }).fill('Одеса');
  await olena.page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(olena.page.getByText('Одеса').first()).toBeVisible();
  // Nobody is shown as here who may have gone.
  await sleep(12_000);
  await expect(here(taras.page)).toBeHidden();
  proxy.join();
  await expect(taras.customer.connection).toHaveAttribute('data-state', 'live', {
    timeout: 30_000,
  });

  const strip = taras.page.getByRole('region', { name: 'While you were away' });
  await expect(strip).toContainText(/\d+ (seconds|minutes?), 3 changes by 2 people/);
  await expect(here(taras.page)).toContainText('Олена');
  const unseen = taras.page.locator('[data-unseen]');
  await expect(unseen).toHaveCount(2);
  await expect(unseen.first()).toContainText('Ірина');
  expect(await violations(taras.page)).toEqual([]);

  await taras.page.keyboard.press('n');
  await expect(taras.page.locator('[data-unseen="locked"]')).toBeFocused();
  await taras.page.keyboard.press('n');
  await expect(taras.page.locator('[data-unseen="balance"]')).toBeFocused();
  await expect(unseen).toHaveCount(1);
  // On to another tab of the page, where the next change is.
  await taras.page.keyboard.press('n');
  const city = taras.page.locator('[data-unseen="city"]');
  // On the value, or on what opens it: the form keeps the row that had the focus before it came.
  await expect(taras.page.locator('[data-unseen="city"]:focus-within')).toHaveCount(1);
  await expect(city).toContainText('Одеса');
  await expect(city).toContainText('Олена');
  expect(await violations(taras.page)).toEqual([]);
  await taras.page.keyboard.press('n');
  await expect(strip).toBeHidden();
  await expect(unseen).toHaveCount(0);
  proxy.close();
});
