import { readFile } from 'node:fs/promises';
import type { Download, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { inPieces } from '#tests/support/in-pieces.ts';
import { violations } from '#tests/support/axe.ts';
import { readDelimited, readXlsx } from '../integration/export/readers.ts';
import type { World } from './world.ts';
import { test } from './world.ts';

const read = async (download: Download) => readFile(await download.path());

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Export customers' });

async function choose(page: Page, format: string): Promise<void> {
  await page.getByRole('button', { name: 'Export…' }).first().click();
  await dialogOf(page).getByRole('radio', { name: format }).check();
}

/** The file comes by itself. */
async function exportNow(page: Page): Promise<Download> {
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await dialogOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  return coming;
}

async function fill(world: World, count: number): Promise<void> {
  await inPieces(
    count,
    (from, to) => world.db.$executeRaw`
      INSERT INTO customers (company_id, login, email, first_name, last_name)
      SELECT ${world.companyId}, 'row' || n, 'row' || n || '@x.example', 'Олена', 'Ткач'
      FROM generate_series(${from}::int, ${to}::int) n`,
  );
}

test('what the filter leaves is saved as a file, in the order and the columns of the list', async ({
  world,
}) => {
  await world.customer({ login: 'anna', city: 'Львів' });
  await world.customer({ login: 'bohdan', city: 'Львів' });
  await world.customer({ login: 'kyrylo', city: 'Київ' });
  const user = await world.user('admin', 'en', 'Olena');
  const { page, customers } = await world.signedIn(user);
  await customers.open('?city=%D0%BB%D1%8C%D0%B2%D1%96%D0%B2&sort=login&direction=desc');
  await choose(page, '.csv');
  const dialog = dialogOf(page);
  await expect(dialog).toContainText('All that match the filter: 2');
  await dialog.getByRole('radio', { name: /As on the screen/ }).check();
  expect(await violations(page)).toEqual([]);
  const download = await exportNow(page);
  expect(download.suggestedFilename()).toMatch(/^Customers \d{4}-\d\d-\d\d\.csv$/);
  const rows = readDelimited(await read(download), ',');
  expect(rows[0]?.slice(0, 3)).toEqual(['ID', 'Login', 'Full name']);
  expect(rows.slice(1).map(([, login]) => login)).toEqual(['bohdan', 'anna']);
  await expect(dialog).toBeHidden();
});

test('those who are chosen are taken out, with headings in the language of the reader', async ({
  world,
}) => {
  for (const login of ['one', 'two', 'three']) await world.customer({ login });
  const user = await world.user('admin', 'uk', 'Олена');
  const { page, customers } = await world.open(user);
  for (const login of ['one', 'three']) {
    await customers.row(login).getByRole('checkbox').check();
  }
  await page.getByRole('button', { name: 'Експорт…' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Експорт клієнтів' });
  await expect(dialog.getByRole('radio', { name: 'Обрані: 2' })).toBeChecked();
  await dialog.getByRole('radio', { name: '.xlsx' }).check();
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Експортувати' }).click();
  const [sheet] = readXlsx(await read(await coming));
  expect(sheet?.name).toBe('Клієнти');
  expect(sheet?.rows.map((row) => row[1])).toEqual(['Логін', 'one', 'three']);
  expect(sheet?.rows[0]?.slice(3, 6)).toEqual(['Прізвище', 'Ім’я', 'По батькові']);
});

test('a large file is written in the background, and its link works for its maker alone', async ({
  world,
}) => {
  test.setTimeout(240_000);
  await fill(world, 20_001);
  const user = await world.user('admin', 'en', 'Olena');
  const colleague = await world.user('superadmin', 'en', 'Taras');
  const { page } = await world.open(user);
  await choose(page, '.txt');
  await expect(dialogOf(page)).toContainText('over 10,000');
  await expect(dialogOf(page)).toContainText('prepared in the background');
  await dialogOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  await page
    .getByRole('button', { name: /Continue in the background|Close/ })
    .last()
    .click();
  // Elsewhere, and after a reload.
  await page.goto('/batches');
  const notice = page.getByRole('region', { name: 'Exports' });
  const link = notice.getByRole('link', { name: /^Download Customers/ });
  await expect(link).toBeVisible({ timeout: 120_000 });
  expect(await violations(page)).toEqual([]);
  const address = (await link.getAttribute('href')) ?? '';
  const other = await world.signedIn(colleague);
  const refused = await other.page.goto(address);
  expect(refused?.status()).toBe(404);
  await expect(other.page.getByRole('region', { name: 'Exports' })).toBeHidden();
  const coming = page.waitForEvent('download');
  await link.click();
  const rows = readDelimited(await read(await coming), '\t');
  expect(rows).toHaveLength(20_002);
  await expect(notice).toBeHidden();
});

test('an export is stopped, and says so with a way to try again', async ({ world }) => {
  test.setTimeout(240_000);
  await fill(world, 60_000);
  const { page } = await world.open(await world.user('admin', 'en', 'Olena'));
  await choose(page, '.xlsx');
  await dialogOf(page).getByRole('button', { name: 'Export', exact: true }).click();
  const running = page.getByRole('dialog', { name: 'Preparing the file' });
  await running.getByRole('button', { name: 'Stop' }).click();
  const ended = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(ended.getByRole('alert')).toContainText('The export was stopped');
  await expect(ended.getByRole('button', { name: 'Try again' })).toBeVisible();
  await ended.getByRole('button', { name: 'Close' }).last().click();
  const notice = page.getByRole('region', { name: 'Exports' });
  await expect(notice).toContainText('The export was stopped');
  await notice.getByRole('button', { name: /^Hide/ }).click();
  await expect(notice).toBeHidden();
});

test('the dialog fits a phone and breaks no rule, in the dark too', async ({ world }) => {
  await world.customer({ login: 'anna' });
  const user = await world.user('admin', 'ru', 'Олена');
  const look = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
  const { page } = await world.open(user, look);
  await page.getByRole('button', { name: 'Экспорт…' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Экспорт клиентов' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});
