import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { freePort, startCutProxy } from '#tests/support/cut-proxy.ts';
import type { CutProxy } from '#tests/support/cut-proxy.ts';
import { startProduct } from '#tests/support/product.ts';
import { FilterPanel } from './pages/filter-panel.ts';
import { databaseUrl, test } from './world.ts';
import type { World } from './world.ts';

test('a list that the server can’t read says so, and comes when one tries again', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const cable = await startCutProxy(await freePort(), databaseUrl());
  const through = new URL(databaseUrl());
  through.hostname = '127.0.0.1';
  through.port = new URL(cable.origin).port;
  const product = await startProduct({ databaseUrl: through.href });
  try {
    await lookThrough(world, product.origin, cable);
  } finally {
    await product.stop();
    cable.close();
  }
});

async function lookThrough(world: World, origin: string, cable: CutProxy) {
  await world.customer({ login: 'kyiv.one', city: 'Київ' });
  await world.customer({ login: 'lviv.two', city: 'Львів' });
  const user = await world.user('admin', 'en', 'Олена');
  const { page, customers } = await world.open(user, { origin });
  const filters = new FilterPanel(page);
  const failure = page.getByRole('alert').filter({ hasText: 'Try again' });
  await expect(customers.row('lviv.two')).toBeVisible();

  // Between two lists: the present one stays, the next one follows by itself.
  cable.cut();
  await filters.open();
  await filters.field('City').fill('Київ');
  await filters.apply();
  await expect(page.getByText('Tandem does not answer')).toBeVisible();
  await expect(customers.row('lviv.two')).toBeVisible();
  cable.join();
  await expect(customers.row('lviv.two')).toHaveCount(0);
  await expect(filters.chips).toContainText('City: Київ');
  await expect(customers.row('kyiv.one')).toBeVisible();
  await customers.isLive();

  // From the address: there is no frame to stand in.
  cable.cut();
  await customers.page.getByRole('searchbox').fill('one');
  await expect(page.getByText('Tandem does not answer')).toBeVisible();
  await expect(customers.row('kyiv.one')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await expect(failure).toBeVisible();
  expect(await violations(page)).toEqual([]);
  cable.join();
  await failure.getByRole('link', { name: 'Try again' }).click();
  await expect(customers.row('kyiv.one')).toBeVisible();
  await expect(filters.chips).toContainText('City: Київ');
  await customers.isLive();
}
