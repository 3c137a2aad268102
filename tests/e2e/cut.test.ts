import { setTimeout as sleep } from 'node:timers/promises';
import { startCutProxy } from '#tests/support/cut-proxy.ts';
import { expect } from '@playwright/test';
import { origins, proxyPort, test } from './world.ts';

test('a page that was cut off for a minute misses nothing and doubles nothing', async ({
  world,
}) => {
  test.setTimeout(240_000);
  const customer = await world.customer({ login: 'cut.customer' });
  const proxy = await startCutProxy(proxyPort(), origins()[0]);
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'), {
    origin: origins()[1],
  });
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: proxy.origin,
  });
  await taras.customer.open(customer.id, '/operations');
  await olena.customer.open(customer.id, '/operations');
  await olena.customer.deposit('100.00', 'Before the cut');
  await expect(taras.page.getByRole('table')).toContainText('Before the cut');

  const cutAt = Date.now();
  proxy.cut();
  await expect(taras.customer.connection).toHaveAttribute('data-state', 'offline');
  await expect(taras.customer.connection).toContainText('Offline since');
  await expect(taras.page.getByRole('button', { name: 'Deposit', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  for (const number of [1, 2, 3])
    await olena.customer.deposit(`${number}.00`, `While away ${number}`);
  await olena.customer.lock('Locked while away');
  await sleep(Math.max(0, 60_000 - (Date.now() - cutAt)));
  await expect(taras.page.getByRole('table')).not.toContainText('While away');

  proxy.join();
  await expect(taras.customer.connection).toHaveAttribute('data-state', 'live', {
    timeout: 30_000,
  });
  const table = taras.page.getByRole('table');
  for (const number of [1, 2, 3]) {
    await expect(table.getByText(`While away ${number}`)).toHaveCount(1);
  }
  // The heading, and one row for each operation: none is missing, none is there twice.
  await expect(table.getByRole('row')).toHaveCount(5);
  await expect(taras.page.locator('header.t-customer-header')).toContainText('106.00');
  await expect(taras.page.locator('header.t-customer-header')).toContainText('Locked while away');
  await expect(
    taras.page.getByRole('button', { name: 'Deposit', exact: true }),
  ).not.toHaveAttribute('aria-disabled', 'true');
  proxy.close();
});
