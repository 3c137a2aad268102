import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { createOperation } from '#prisma/factories/operation.ts';
import { createOrder, payOrder } from '#prisma/factories/order.ts';
import { violations } from '#tests/support/axe.ts';
import type { World } from './world.ts';
import { origins, test } from './world.ts';

/** An order of 250, of which 240 came from the balance. */
async function paidOrder(world: World, authorId: number) {
  const { db, companyId } = world;
  const customer = await world.customer({ firstName: 'Одарка', lastName: 'Горобець' });
  await createOperation(db, { companyId, customerId: customer.id, authorId, amount: '240.00' });
  const order = await createOrder(db, {
    ...{ companyId, customerId: customer.id, status: 'confirmed', operatorId: authorId },
    number: `2026-${String(customer.id).padStart(6, '0')}`,
  });
  await payOrder(db, order.id, '240.00');
  return { customer, order };
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('.t-connection')).toHaveAttribute('data-state', 'live');
}

test('a superadmin cancels an order: page, list, tab, balance and statement of colleagues follow', async ({
  world,
}) => {
  test.setTimeout(180_000);
  const boss = await world.user('superadmin', 'en', 'Olha');
  const admin = await world.user('admin', 'uk', 'Тарас');
  const { customer, order } = await paidOrder(world, boss.id);
  const elsewhere = { origin: origins()[1] };
  const olha = await world.open(boss);
  const [onOrder, inList, onTab, onStatement] = [
    await world.open(admin, elsewhere),
    await world.open(admin, elsewhere),
    await world.open(admin, elsewhere),
    await world.open(admin, elsewhere),
  ];
  await open(onOrder.page, `/orders/${order.id}`);
  await open(inList.page, '/orders');
  await open(onTab.page, `/customers/${customer.id}/orders`);
  await open(onStatement.page, `/customers/${customer.id}/operations`);
  await open(olha.page, `/orders/${order.id}`);
  const row = inList.page.getByRole('row', { name: order.number });
  await expect(row).toContainText('Підтверджене');
  await expect(row).toContainText('Горобець Одарка');

  await olha.page.getByRole('button', { name: 'Cancel the order' }).click();
  const dialog = olha.page.getByRole('dialog');
  await expect(dialog).toContainText('₴240.00 will return to the balance.');
  await dialog.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(dialog.getByText('Say why: at least 3 characters')).toBeVisible();
  await dialog.getByLabel('Reason').fill('Ordered twice');
  await dialog.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(dialog).toBeHidden();
  await expect(olha.page.getByText('₴240.00 returned to the balance')).toBeVisible();

  const main = onOrder.page.getByRole('main');
  await expect(main).toContainText('Скасоване');
  await expect(main).toContainText(/Скасовано: Olha .+ · Причина: Ordered twice/);
  await expect(main.getByRole('row', { name: 'Повернення коштів' })).toContainText('+240,00');
  await expect(main).toContainText('Замовлення скасовано');
  await expect(row).toContainText('Скасоване');
  await expect(row).toContainText('0,00');
  await expect(onTab.page.getByRole('row', { name: order.number })).toContainText('Скасоване');
  await expect(onTab.page.locator('header.t-customer-header')).toContainText('240,00');
  const refund = onStatement.page.getByRole('row', { name: 'Ordered twice' });
  await expect(refund).toContainText('Повернення коштів');
  await expect(refund).toContainText(order.number);
  await open(onStatement.page, `/customers/${customer.id}/activity`);
  await expect(onStatement.page.getByRole('main')).toContainText(
    new RegExp(`Повернення 240,00.+ за замовлення ${order.number}`),
  );
  const stored = await world.db.order.findUniqueOrThrow({ where: { id: order.id } });
  expect(stored).toMatchObject({ status: 'cancelled', version: 2, cancelledById: boss.id });
});

test('an admin can’t cancel: the button says why, and the server refuses as well', async ({
  world,
}) => {
  const admin = await world.user('admin', 'uk', 'Тарас');
  const { order } = await paidOrder(world, admin.id);
  const taras = await world.open(admin);
  await open(taras.page, `/orders/${order.id}`);
  const button = taras.page.getByRole('button', { name: 'Скасувати замовлення' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(button).toHaveAttribute('aria-description', /лише суперадмін$/);
  await button.focus();
  await taras.page.keyboard.press('Enter');
  await expect(taras.page.getByRole('dialog')).toBeHidden();
  const answer = await taras.context.request.post(`${taras.origin}/trpc/order.cancel`, {
    headers: { origin: taras.origin },
    data: {
      ...{ orderId: order.id, version: 1, reason: 'Просто так' },
      idempotencyKey: '00000000-0000-4000-8000-000000000001',
    },
  });
  expect(answer.status()).toBe(403);
  const stored = await world.db.order.findUniqueOrThrow({ where: { id: order.id } });
  expect(stored).toMatchObject({ status: 'confirmed', version: 1 });
});

test('the number opens the order in a new tab, which is said; the customer’s orders are a tab', async ({
  world,
}) => {
  const admin = await world.user('admin', 'en', 'Taras');
  const { customer, order } = await paidOrder(world, admin.id);
  const taras = await world.open(admin);
  await open(taras.page, `/customers/${customer.id}`);
  await taras.page.getByRole('navigation').getByRole('link', { name: 'Orders' }).last().click();
  const link = taras.page.getByRole('link', { name: `${order.number} (opens in a new tab)` });
  await expect(link).toHaveAttribute('rel', 'noopener');
  const opening = taras.context.waitForEvent('page');
  await link.click();
  const opened = await opening;
  await expect(opened.getByRole('heading', { level: 1 })).toHaveText(`Order ${order.number}`);
  await expect(opened.getByRole('row', { name: 'Чайник' })).toContainText('₴250.00');
});

test('the list is searched, narrowed and sorted, and all of it stands in the address', async ({
  world,
}) => {
  const admin = await world.user('admin', 'en', 'Taras');
  const { order } = await paidOrder(world, admin.id);
  const other = await paidOrder(world, admin.id);
  await world.db.order.update({ where: { id: other.order.id }, data: { status: 'shipped' } });
  const taras = await world.open(admin);
  await open(taras.page, '/orders');
  const rows = taras.page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(3);
  await taras.page.getByRole('combobox', { name: 'Status', exact: true }).selectOption('shipped');
  await expect(rows).toHaveCount(2);
  await expect(taras.page).toHaveURL(/status=shipped/);
  await taras.page.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(rows).toHaveCount(3);
  await taras.page.keyboard.press('/');
  await taras.page.keyboard.type(order.number);
  await expect(rows).toHaveCount(2);
  await taras.page.reload();
  await expect(rows).toHaveCount(2);
  await taras.customers.isLive();
  await taras.page.getByRole('searchbox').last().fill('nothing like that');
  await expect(taras.page.getByText('Nothing found')).toBeVisible();
});

test('an order that changes while the dialog is open is told before anything is done', async ({
  world,
}) => {
  const boss = await world.user('superadmin', 'en', 'Olha');
  const admin = await world.user('admin', 'en', 'Taras');
  const { customer, order } = await paidOrder(world, boss.id);
  const olha = await world.open(boss);
  const taras = await world.open(admin);
  await open(olha.page, `/orders/${order.id}`);
  await olha.page.getByRole('button', { name: 'Cancel the order' }).click();
  const dialog = olha.page.getByRole('dialog');
  await dialog.getByLabel('Reason').fill('Ordered twice');
  await open(taras.page, `/customers/${customer.id}/operations`);
  await taras.page.getByRole('button', { name: 'Reverse operation No. 2' }).click();
  await taras.customer.dialog.getByLabel('Note').fill('Paid by mistake');
  await taras.customer.dialog.getByRole('button', { name: 'Reverse', exact: true }).click();
  await expect(dialog).toContainText('The order has just changed');
  await expect(dialog).toContainText('Nothing was paid for it from the balance');
  await expect(dialog.getByLabel('Reason')).toHaveValue('Ordered twice');
  await dialog.getByRole('button', { name: 'Cancel the order' }).click();
  await expect(dialog).toBeHidden();
  const refunds = await world.db.operation.count({ where: { orderId: order.id, kind: 'refund' } });
  expect(refunds).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`pages and dialog of orders have no accessibility violations (${colorScheme})`, async ({
    world,
  }) => {
    test.setTimeout(180_000);
    const boss = await world.user('superadmin', 'uk', 'Ольга');
    const { customer, order } = await paidOrder(world, boss.id);
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const { page } = await world.open(boss, { colorScheme, viewport });
      for (const path of ['/orders', `/customers/${customer.id}/orders`, `/orders/${order.id}`]) {
        await open(page, path);
        await expect(page.getByRole('table').first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        await page.setViewportSize(viewport);
      }
      await page.getByRole('button', { name: 'Скасувати замовлення' }).click();
      await expect(page.getByRole('dialog')).toContainText('повернеться на баланс');
      expect(await violations(page)).toEqual([]);
    }
  });
}
