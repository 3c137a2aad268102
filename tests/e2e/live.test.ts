import { expect } from '@playwright/test';
import { origins, test } from './world.ts';

test('colleagues see a lock with reason and author, in the list and on the page, without reload', async ({
  world,
}) => {
  const customer = await world.customer({ login: 'ivan.franko' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  // Another language, and another process on the same database.
  const iryna = await world.signedIn(await world.user('admin', 'uk', 'Ірина'), {
    origin: origins()[1],
  });
  await taras.customers.open();
  await iryna.customer.open(customer.id);
  await olena.customer.open(customer.id);

  // The author's initials fade after two seconds: looked for from before the change on.
  const named = taras.page.waitForFunction(() =>
    document.querySelector('tr[data-changed] .t-change-author')?.textContent.includes('Олена'),
  );
  await olena.customer.lock('False negative comments');

  await expect(olena.page.getByText('is locked')).toBeVisible();
  await named;
  const row = taras.customers.row('ivan.franko');
  await expect(row).toContainText('Locked');
  await expect(row.locator('.t-customers-status')).toHaveAttribute(
    'title',
    /False negative comments · Олена .*, \d\d:\d\d/,
  );
  await expect(iryna.page.locator('header.t-customer-header')).toContainText('Заблоковано');
  await expect(iryna.page.getByText('False negative comments').first()).toBeVisible();
  await expect(iryna.page.getByText('Олена').first()).toBeVisible();

  await olena.page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Enabled');
  await expect(row).not.toContainText('False negative comments');
  await expect(iryna.page.locator('header.t-customer-header')).toContainText('Активний');
  const stored = await world.db.customer.findUniqueOrThrow({ where: { id: customer.id } });
  expect(stored).toMatchObject({ lockedAt: null, version: 3 });
});

test('colleagues see a deposit, a withdrawal and a reversal: balance, statement and activity', async ({
  world,
}) => {
  const customer = await world.customer({ login: 'lesia.ukrainka' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const taras = await world.signedIn(await world.user('admin', 'en', 'Тарас'));
  const iryna = await world.signedIn(await world.user('admin', 'ru', 'Ірина'), {
    origin: origins()[1],
  });
  await taras.customers.open();
  await iryna.customer.open(customer.id, '/operations');
  await olena.customer.open(customer.id, '/operations');

  await olena.customer.deposit('1 200,50', 'Refund for a lost parcel');
  await expect(taras.customers.row('lesia.ukrainka')).toContainText('1,200.50');
  const statement = iryna.page.getByRole('table');
  await expect(statement).toContainText('Refund for a lost parcel');
  await expect(statement).toContainText('Олена');
  await expect(iryna.page.locator('header.t-customer-header')).toContainText('1 200,50');
  const chart = iryna.page.getByRole('figure', { name: 'Баланс за период' });
  await expect(chart).toContainText('1 200,50');
  await expect(chart.locator('svg').first()).toBeVisible();

  await olena.customer.withdraw('200.50', 'Paid out in cash');
  await expect(taras.customers.row('lesia.ukrainka')).toContainText('1,000.00');
  await expect(statement).toContainText('Paid out in cash');
  await expect(chart).toContainText('1 000,00');

  await olena.page.getByRole('button', { name: 'Reverse operation No. 2' }).click();
  await olena.customer.dialog.getByLabel('Note').fill('Paid out by mistake');
  await olena.customer.dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
  await expect(olena.customer.dialog).toBeHidden();
  await expect(taras.customers.row('lesia.ukrainka')).toContainText('1,200.50');
  await expect(statement).toContainText('Paid out by mistake');
  await expect(statement.getByRole('row')).toHaveCount(4);

  await iryna.customer.open(customer.id, '/activity');
  await expect(iryna.page.getByRole('main')).toContainText('Paid out by mistake');
  const sums = await world.db.operation.aggregate({
    where: { customerId: customer.id },
    _sum: { amount: true },
    _count: true,
  });
  expect(sums._sum.amount?.toFixed(2)).toBe('1200.50');
  expect(sums._count).toBe(3);
});

test('an admin of another company sees and hears nothing', async ({ world }) => {
  const customer = await world.customer({ login: 'secret.customer' });
  const olena = await world.signedIn(await world.user('admin', 'en', 'Олена'));
  const { createCompany } = await import('#prisma/factories/company.ts');
  const { createUser } = await import('#prisma/factories/user.ts');
  const { hashPassword } = await import('#server/infra/auth/password.ts');
  const other = await createCompany(world.db);
  const stranger = await createUser(world.db, {
    companyId: other.id,
    role: 'superadmin',
    language: 'en',
    passwordHash: await hashPassword('Tandem-2026'),
  });
  const frames: string[] = [];
  const foreign = await world.window();
  foreign.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => frames.push(payload.toString())),
  );
  await foreign.signIn.open();
  await foreign.signIn.submit(stranger.email, 'Tandem-2026');
  await foreign.customers.isShown();
  await olena.customer.open(customer.id);
  await olena.customer.lock('Spam in the reviews');
  await foreign.page.goto(`/customers/${customer.id}`);
  await expect(foreign.page.getByRole('main')).not.toContainText('secret.customer');
  await expect(foreign.page.getByRole('heading').first()).toBeVisible();
  await foreign.customers.open('?search=secret');
  await expect(foreign.page.getByRole('main')).not.toContainText('secret.customer');
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.join('')).not.toContain('customer.locked');
});
