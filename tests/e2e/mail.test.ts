import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Browser } from '@playwright/test';
import { orderLetter } from '#server/infra/mail/outbox.ts';
import { violations } from '#tests/support/axe.ts';
import { withOwnProduct } from './own-product.ts';
import { origins, test } from './world.ts';
import type { World } from './world.ts';

/** No mail server: letters are files in a folder of its own. */
async function withoutMailServer(
  browser: Browser,
  act: (world: World, origin: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-mail-'));
  try {
    await withOwnProduct(browser, { SMTP_URL: '', DATA_DIR: folder }, act);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As a program that writes whichever headers it likes, which a browser does not let one do. */
function statusOf(url: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { accept: 'text/html', ...headers } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('without a mail server the machine itself shows the letters, and nobody else', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  await withoutMailServer(browser, async (world, origin) => {
    const window = await world.window({ locale: 'uk-UA' });
    const { page } = window;
    await page.goto('/mail');
    await expect(page.getByRole('heading', { name: 'Листів ще немає' })).toBeVisible();
    expect(await violations(page)).toEqual([]);

    const { id: userId } = await world.user('admin', 'uk', 'Соломія');
    const data = { email: 'solomiia@barvinok.example', passwordHash: null };
    const user = await world.db.user.update({ where: { id: userId }, data });
    const invitation = { companyId: world.companyId, userId, kind: 'invitation' } as const;
    await world.db.$transaction((tx) => orderLetter(tx, invitation));
    const letter = page.getByRole('article', { name: /^Вас додано до компанії/ });
    await expect(async () => {
      await page.reload();
      await expect(letter).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await expect(letter).toContainText(`Кому: ${user.email}`);
    await expect(page.getByRole('navigation', { name: 'Надіслані листи' })).toContainText(
      user.email,
    );

    const mail = `${origin}/mail`;
    expect(await statusOf(mail)).toBe(200);
    const host = { host: new URL(origin).host };
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { 'x-forwarded-for': '127.0.0.1' },
      { 'x-forwarded-host': 'localhost' },
      { 'x-real-ip': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
    ]) {
      expect([headers, await statusOf(mail, { ...host, ...headers })]).toEqual([headers, 404]);
    }
    expect(await statusOf(mail, { host: 'tandem.evil.example' })).toBe(404);

    // Its frame runs no scripts, those that look into it neither; a letter is looked at by itself
    // where it is sent.
    await expect(page.getByTitle(/^Вас додано до компанії/)).toBeVisible();
    await page.locator('iframe').evaluate((frame) => frame.remove());
    expect(await violations(page)).toEqual([]);
    await page.reload();

    // The letter's button leads the whole window on.
    const button = page.frameLocator('iframe').getByRole('link', { name: 'Скинути пароль' });
    await button.click();
    await expect(page.getByText(`щоб входити як ${user.email}`)).toBeVisible();
  });
});

test('with a mail server there is no such page', async ({ world }) => {
  expect(await statusOf(`${origins()[0]}/mail`)).toBe(404);
  const { page } = await world.window({ locale: 'uk-UA' });
  await page.goto('/mail');
  await expect(page.getByRole('heading', { name: 'Такої сторінки немає' })).toBeVisible();
});
