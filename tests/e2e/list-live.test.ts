import { expect } from '@playwright/test';
import { origins, test } from './world.ts';

test('a row that leaves the filter stays, grey, until the reader lists anew', async ({ world }) => {
  const franko = await world.customer({ login: 'ivan.franko' });
  await world.customer({ login: 'lesia.ukrainka' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'), {
    origin: origins()[1],
  });
  await taras.customers.open('?onlyActive=1');
  await olena.customers.tell('customer.lock', {
    customerId: franko.id,
    version: 1,
    reason: 'False comments',
  });
  const row = taras.customers.row('ivan.franko');
  await expect(row).toContainText('No longer matches');
  await expect(row).toContainText('Locked');
  await expect(row).toHaveAttribute('data-state', 'left');
  await expect(taras.customers.news).toContainText('1 no longer matches');
  await expect(taras.page.getByText('1 customer found')).toBeVisible();
  await taras.customers.news.getByRole('button', { name: 'Refresh' }).click();
  await expect(row).toBeHidden();
  await expect(taras.customers.news).toBeEmpty();
  await expect(taras.customers.row('lesia.ukrainka')).toBeVisible();
});

test('who comes into the result is announced, and shown when the reader says so', async ({
  world,
}) => {
  await world.customer({ login: 'ivan.franko', lockedAt: new Date(), lockReason: 'Test' });
  const lesia = await world.customer({ login: 'lesia.ukrainka' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customers.open('?statuses=locked');
  const asked: string[] = [];
  taras.page.on('request', (request) => {
    if (request.url().includes('/trpc/customer.match')) asked.push(request.url());
  });
  const lock = { customerId: lesia.id, version: 1, reason: 'False comments' };
  await olena.customers.tell('customer.lock', lock);
  await expect(taras.customers.news).toContainText('1 new');
  await expect(taras.customers.row('lesia.ukrainka')).toBeHidden();
  await expect(taras.page.getByText('2 customers found')).toBeVisible();
  await taras.customers.news.getByRole('button', { name: 'Show' }).click();
  await expect(taras.customers.row('lesia.ukrainka')).toBeVisible();
  expect(asked).toHaveLength(1);
});

test('a new customer is announced to a colleague without a question to the server', async ({
  world,
}) => {
  await world.customer({ login: 'ivan.franko' });
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'uk', 'Тарас'));
  await olena.customers.tell('customer.create', {
    values: {
      ...{ login: 'new_customer', email: 'new.customer@factory.example' },
      ...{ firstName: 'Соломія', lastName: 'Крушельницька', gender: 'female' },
    },
    password: { kind: 'link' },
    mutationId: crypto.randomUUID(),
  });
  await expect(taras.customers.news).toContainText('1 новий');
  await expect(taras.page.getByText('2 клієнти')).toBeVisible();
  await taras.customers.news.getByRole('button', { name: 'Показати' }).click();
  await expect(taras.customers.row('new_customer')).toBeVisible();
});

test('rows keep their places while values move, until the reader says otherwise', async ({
  world,
}) => {
  const [first] = [
    await world.customer({ login: 'row-1' }),
    await world.customer({ login: 'row-2' }),
    await world.customer({ login: 'row-3' }),
  ];
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  await taras.customers.open('?sort=balance');
  expect(await taras.customers.logins()).toEqual(['row-1', 'row-2', 'row-3']);
  await olena.customer.open(first.id, '/operations');
  await olena.customer.deposit('100', 'A refund for a parcel');
  await expect(taras.customers.row('row-1')).toContainText('100.00');
  await expect(taras.customers.news).toContainText('1 row moved');
  expect(await taras.customers.logins()).toEqual(['row-1', 'row-2', 'row-3']);
  await taras.customers.news.getByRole('button', { name: 'Refresh' }).click();
  await expect.poll(() => taras.customers.logins()).toEqual(['row-2', 'row-3', 'row-1']);
});

test('the selection survives a colleague, another page, another order and a filter', async ({
  world,
}) => {
  const ids: number[] = [];
  for (let n = 1; n <= 12; n += 1) {
    const { id } = await world.customer({ login: `row-${String(n).padStart(2, '0')}` });
    ids.push(id);
  }
  const olena = await world.open(await world.user('admin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'));
  await taras.customers.checkbox('row-01').check();
  await taras.customers.checkbox('row-02').check();
  const lock = { customerId: ids[0], version: 1, reason: 'False comments' };
  await olena.customers.tell('customer.lock', lock);
  await expect(taras.customers.row('row-01')).toContainText('Locked');
  await expect(taras.customers.checkbox('row-01')).toBeChecked();
  await taras.page.getByRole('link', { name: 'Next page' }).click();
  await expect(taras.customers.row('row-12')).toBeVisible();
  await taras.customers.checkbox('row-12').check();
  await taras.page.getByRole('button', { name: 'Login' }).click();
  await taras.page.getByRole('searchbox').fill('row-1');
  await expect(taras.customers.row('row-02')).toBeHidden();
  await expect(taras.customers.checkbox('row-12')).toBeChecked();
  await taras.page.getByRole('searchbox').fill('');
  await expect(taras.customers.checkbox('row-01')).toBeChecked();
  await expect(taras.customers.checkbox('row-02')).toBeChecked();
});

test('a customer who is removed stays in the list, marked by whom, and can not be chosen', async ({
  world,
}) => {
  const franko = await world.customer({ login: 'ivan.franko' });
  const olena = await world.open(await world.user('superadmin', 'en', 'Олена'));
  const taras = await world.open(await world.user('admin', 'en', 'Тарас'));
  await taras.customers.isLive();
  const remove = { customerId: franko.id, version: 1, login: 'ivan.franko' };
  await olena.customers.tell('customer.remove', remove);
  await expect(taras.customers.row('ivan.franko')).toContainText('Removed by Олена');
  await expect(taras.customers.checkbox('ivan.franko')).toBeDisabled();
  await taras.customers.news.getByRole('button', { name: 'Refresh' }).click();
  await expect(taras.customers.row('ivan.franko')).toBeHidden();
});
