import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { freePort } from '#tests/support/cut-proxy.ts';
import { startProduct } from '#tests/support/product.ts';
import { LivingForm } from './pages/living-form.ts';
import { databaseUrl, origins, password, test } from './world.ts';

/** What a page is told when its tab is put behind another one, or in front again. */
async function turn(page: Page, visibilityState: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibilityState);
}

test('a page that was hidden for 43 minutes tells what three colleagues changed, key by key', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const customerId = customer.id;
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const iryna = await world.open(await world.user('admin', 'uk', 'Ірина'), {
    origin: origins()[1],
  });
  const hanna = await world.open(await world.user('superadmin', 'en', 'Ганна'));
  await olena.page.clock.install();
  await olena.customer.open(customerId);
  await taras.customer.open(customerId);
  const here = taras.page.getByRole('group', { name: 'Colleagues on this customer' });
  const strip = olena.page.getByRole('region', { name: 'While you were away' });
  // A look elsewhere is no absence.
  await turn(olena.page, 'hidden');
  await taras.customers.tell('customer.edit', {
    customerId,
    version: 1,
    changes: { city: 'Суми' },
  });
  await turn(olena.page, 'visible');
  await expect(olena.page.locator('[data-row="city"]')).toContainText('Суми');
  await expect(strip).toHaveCount(0);

  await turn(olena.page, 'hidden');
  await olena.page.clock.runFor(10_000);
  await expect(here).toContainText(/Олена .*: away/);
  const changes = { city: 'Одеса', comment: 'Передзвонити' };
  await taras.customers.tell('customer.edit', { customerId, version: 2, changes });
  await iryna.customers.tell('customer.lock', { customerId, version: 3, reason: 'Спам' });
  await hanna.customers.tell('customer.edit', {
    customerId,
    version: 4,
    changes: { region: 'Одеська' },
  });
  await expect(olena.page.locator('[data-row="region"]')).toContainText('Одеська');
  await olena.page.clock.setSystemTime(Date.now() + 43 * 60_000);
  await turn(olena.page, 'visible');
  await expect(here).toContainText(/Олена .*: viewing/);

  await expect(strip).toContainText('43 minutes, 3 changes by 3 people');
  const unseen = olena.page.locator('[data-unseen]');
  await expect(unseen).toHaveCount(4);
  await expect(olena.page.locator('[data-unseen="city"]')).toContainText('Тарас');
  await olena.page.keyboard.press('n');
  await expect(olena.page.locator('[data-unseen="locked"]')).toBeFocused();
  for (const field of ['region', 'city', 'comment']) {
    await olena.page.keyboard.press('n');
    await expect(olena.page.locator(`[data-unseen="${field}"]:focus-within`)).toHaveCount(1);
  }
  await olena.page.keyboard.press('n');
  await expect(strip).toBeHidden();
  await expect(unseen).toHaveCount(0);
});

test('a draft survives signing out and a crash of the page', async ({ world }) => {
  test.setTimeout(180_000);
  const customer = await world.customer({ city: 'Київ' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const { email } = await world.db.user.findFirstOrThrow({ where: { companyId: world.companyId } });
  const form = new LivingForm(olena.page);
  await olena.customer.open(customer.id);
  await form.type('city', 'Харків');
  await form.isKept();
  await olena.page.getByRole('button', { name: /Олена/, expanded: false }).click();
  await olena.page.getByRole('button', { name: 'Sign out' }).click();
  await olena.page.waitForURL(/\/sign-in/);
  await olena.page.waitForLoadState('networkidle');
  await olena.signIn.submit(email, password);
  await olena.page.waitForURL(/\/customers/);
  await olena.customer.open(customer.id);
  await form.draft.getByRole('button', { name: 'Continue' }).click();
  await expect(form.input('city')).toHaveValue('Харків');

  await form.input('city').fill('Полтава');
  await form.isKept();
  const session = await olena.context.newCDPSession(olena.page);
  const crashed = olena.page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const page = await olena.context.newPage();
  await page.goto(`/customers/${String(customer.id)}`);
  const again = new LivingForm(page);
  await again.draft.getByRole('button', { name: 'Continue' }).click();
  await expect(again.input('city')).toHaveValue('Полтава');
});

test('a deploy in the middle of typing takes nothing and is over by itself', async ({ world }) => {
  test.setTimeout(300_000);
  const port = String(await freePort());
  const deploy = () =>
    startProduct({ databaseUrl: databaseUrl(), env: { PORT: port, BASE_URL: '' } });
  const first = await deploy();
  const customer = await world.customer({ city: 'Київ', region: 'Київська' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'), {
    origin: first.origin,
  });
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  const form = new LivingForm(olena.page);
  await olena.customer.open(customer.id);
  await taras.customer.open(customer.id);
  await form.type('city', 'Одеса');
  await first.stop();
  await expect(olena.customer.connection).not.toHaveAttribute('data-state', 'live');
  await form.input('city').pressSequentially(' мала');
  const changes = { region: 'Одеська' };
  await taras.customers.tell('customer.edit', { customerId: customer.id, version: 1, changes });
  const second = await deploy();
  await expect(olena.customer.connection).toHaveAttribute('data-state', 'live', {
    timeout: 60_000,
  });
  await expect(form.row('region')).toContainText('Одеська');
  await expect(form.input('city')).toHaveValue('Одеса мала');
  await expect(form.input('city')).toBeFocused();
  await form.isKept();
  await form.save.click();
  await expect(new LivingForm(taras.page).row('city')).toContainText('Одеса мала');
  await second.stop();
});

test('leaving asks only while something typed is not kept', async ({ world }) => {
  const customer = await world.customer({ city: 'Київ' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const { page, context } = olena;
  const form = new LivingForm(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await olena.customer.open(customer.id);
  await form.open('city');
  await page.reload();
  await form.type('city', 'Одеса');
  await form.isKept();
  await page.reload();
  await form.draft.getByRole('button', { name: 'Discard' }).click();
  await expect(form.draft).toHaveCount(0);
  await page.reload();
  expect(asked).toEqual([]);

  await context.route('**/trpc/draft.save*', (route) => route.abort());
  await form.type('city', 'Львів');
  await expect(form.bar).toContainText('could not be kept yet');
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(form.input('city')).toHaveValue('Львів');
  await context.unroute('**/trpc/draft.save*');
  await form.input('city').fill('Львів і край');
  await form.isKept();
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(form.draft).toContainText('city');
});
