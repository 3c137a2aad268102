import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { readDelimited } from '../integration/export/readers.ts';
import { BulkBar } from './pages/bulk-bar.ts';
import { test } from './world.ts';

/** What the button of the run's page brings, row by row, without the heading. */
async function takeOut(page: Page, stated: string): Promise<string[][]> {
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export the results' });
  await expect(dialog).toContainText(stated);
  await dialog.getByRole('radio', { name: '.csv' }).check();
  const coming = page.waitForEvent('download', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^Bulk action \d+.*\.csv$/);
  const [heading, ...rows] = readDelimited(await readFile(await download.path()), ',');
  expect(heading).toEqual(['No.', 'ID', 'Login', 'Result', 'Reason']);
  await expect(dialog).toBeHidden();
  return rows;
}

test('the verdicts of a run are a file: all of them, or those that the page shows', async ({
  world,
}) => {
  const one = await world.customer({ login: 'one' });
  const two = await world.customer({ login: 'two', lockedAt: new Date(), lockReason: 'Test' });
  const three = await world.customer({ login: 'three' });
  const { page } = await world.open(await world.user('admin', 'en', 'Олена'));
  const bulk = new BulkBar(page);
  await bulk.selectPage();
  await bulk.lock('Fraud report');
  const ended = () =>
    world.db.batch.findFirst({ where: { companyId: world.companyId, state: 'finished' } });
  await expect.poll(ended).not.toBeNull();
  const address = `/batches/${String((await ended())?.id)}`;

  await page.goto(address);
  const rows = await takeOut(page, 'Rows: 3');
  const lineOf = ({ id, login }: typeof one, ...verdict: string[]) => [
    String(id),
    login,
    ...verdict,
  ];
  expect(rows).toHaveLength(3);
  expect(rows.map(([, ...line]) => line)).toEqual(
    expect.arrayContaining([
      lineOf(one, 'Done', ''),
      lineOf(two, 'Skipped', 'Locked already'),
      lineOf(three, 'Done', ''),
    ]),
  );
  await page.goto(`${address}?verdict=skipped`);
  const skipped = await takeOut(page, 'Rows: 1');
  expect(skipped.map(([, ...line]) => line)).toEqual([lineOf(two, 'Skipped', 'Locked already')]);
});
