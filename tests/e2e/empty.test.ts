import { expect } from '@playwright/test';
import { violations } from '#tests/support/axe.ts';
import { holdBack } from './hold-back.ts';
import { origins, password, test } from './world.ts';

test('a company without customers and orders is told what comes next, page by page', async ({
  world,
}) => {
  const { page } = await world.open(await world.user('superadmin', 'uk', 'Олена'));
  const says = async (title: string, text: string) => {
    await expect(page.getByText(title, { exact: true })).toBeVisible();
    await expect(page.getByText(text, { exact: true })).toBeVisible();
    await expect(page.getByRole('table')).toHaveCount(0);
    expect(await violations(page)).toEqual([]);
  };
  await says('Клієнтів ще немає', 'Щойно зареєструється перший клієнт, він з’явиться тут сам.');
  // Asked for something that nobody is, it is no longer the empty company that is told of.
  await page.goto('/customers?city=%D0%9A%D0%B8%D1%97%D0%B2');
  await expect(page.getByRole('heading', { level: 1, name: 'Клієнти' })).toBeVisible();
  await expect(page.getByText('Клієнтів ще немає')).toHaveCount(0);
  await page.goto('/orders');
  await says('Замовлень ще немає', 'Замовлення з магазину з’являться тут, щойно їх оформлять.');
  await page.goto('/orders?search=42');
  await says('Нічого не знайдено', 'Спробуйте інший пошук або зніміть фільтри.');
  await page.goto('/batches');
  await says(
    'Масових дій ще не було',
    'Виберіть клієнтів у списку й оберіть дію на панелі під ним.',
  );
  const { id } = await world.customer();
  await page.goto(`/customers/${String(id)}/orders`);
  await says(
    'У цього клієнта ще немає замовлень',
    'Замовлення з магазину з’являться тут, щойно їх оформлять.',
  );
});

test('the first customer whom a colleague adds stands in the empty list by themselves', async ({
  world,
}) => {
  const { page, customers } = await world.open(await world.user('admin', 'uk', 'Олена'));
  const taras = await world.open(await world.user('admin', 'uk', 'Тарас'), {
    origin: origins()[1],
  });
  await expect(page.getByText('Клієнтів ще немає')).toBeVisible();
  await customers.isLive();
  await taras.customers.tell('customer.create', {
    values: {
      ...{ login: 'lesia', email: `lesia-${String(world.companyId)}@factory.example` },
      ...{ firstName: 'Леся', lastName: 'Косач', gender: 'female' },
    },
    password: { kind: 'typed', password },
    mutationId: crypto.randomUUID(),
  });
  await expect(customers.row('lesia')).toBeVisible();
  await expect(page.getByText('Клієнтів ще немає')).toHaveCount(0);
});

test('while an answer is on its way, its shape stands there and says that it is loading', async ({
  world,
}) => {
  // Beside a list in which they don't stand, nothing is known of them yet.
  const { id } = await world.customer({ city: 'Полтава' });
  const { page } = await world.signedIn(await world.user('admin', 'uk', 'Олена'));
  const release = await holdBack(page, /\/trpc\/[^?]*customer\.get\b/);
  await page.goto(`/customers?city=%D0%9B%D1%8C%D0%B2%D1%96%D0%B2&peek=${String(id)}`);
  const panel = page.getByRole('complementary');
  await expect(panel.locator('[aria-busy="true"]')).toBeVisible();
  await expect(panel.getByRole('status').filter({ hasText: 'Завантаження' })).toBeAttached();
  await expect(panel.getByText('Полтава')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  release();
  await expect(panel.getByText('Полтава')).toBeVisible();
  await expect(panel.locator('[aria-busy="true"]')).toHaveCount(0);
});
