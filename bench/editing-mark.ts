/**
 * Between two real browsers on the built product: from the key press that opens a field until the
 * colleague's page has the "editing" mark beside it, p95, against the median time from a save (the
 * request of the first page) until the same colleague's page shows the new value. By turns.
 *
 * Both ends are noted by the pages themselves, on the clock of one machine.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { chromium } from '@playwright/test';
import { browserArgs, ensureBrowser } from '#tests/support/browser.ts';
import { startProduct } from '#tests/support/product.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { median, quantile } from './support/figures.ts';
import type { FixtureUser } from './support/fixture.ts';
import { at } from './support/fixture.ts';
import { onStage } from './support/stage.ts';

const field = 'city';
const mark = `[data-editing="${field}"]`;

async function openPage(browser: Browser, { cookie }: FixtureUser, address: string): Promise<Page> {
  const [name = '', value = ''] = cookie.split('=');
  const context = await browser.newContext({ locale: 'uk', reducedMotion: 'reduce' });
  await context.addCookies([
    { name, value, domain: 'localhost', path: '/', secure: true, httpOnly: true },
  ]);
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('.t-connection[data-state="live"]').waitFor();
  return page;
}

/** When the page first shows this in the row of the field; asked for before it can come. */
function shownAt(page: Page, what: { mark: string } | { text: string }): Promise<number> {
  return page.evaluate(
    // No function with a name in here: the loader would put a helper of its own around it.
    ({ row, what }) =>
      new Promise<number>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('was not shown')), 20_000);
        new MutationObserver((_changes, observer) => {
          const isThere =
            'mark' in what
              ? document.querySelector(what.mark) !== null
              : document.querySelector(row)?.textContent.includes(what.text) === true;
          if (!isThere) return;
          observer.disconnect();
          clearTimeout(late);
          resolve(performance.timeOrigin + performance.now());
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    { row: `[data-row="${field}"]`, what },
  );
}

/** From the key press to the colleague's mark. */
async function markTime(editor: Page, colleague: Page): Promise<number> {
  const opener = editor.locator(`[data-row="${field}"] [data-opens]`);
  await opener.focus();
  const pressedAt = editor.evaluate(
    () =>
      new Promise<number>((resolve) => {
        document.addEventListener(
          'keydown',
          () => resolve(performance.timeOrigin + performance.now()),
          { capture: true, once: true },
        );
      }),
  );
  const shown = shownAt(colleague, { mark });
  await editor.keyboard.press('Enter');
  const ms = (await shown) - (await pressedAt);
  await editor.keyboard.press('Escape');
  await colleague.locator(mark).waitFor({ state: 'detached' });
  return ms;
}

/** From the request that saves to the colleague's value. */
async function eventTime(
  editor: Page,
  colleague: Page,
  { customerId, round }: { customerId: number; round: number },
): Promise<number> {
  const text = `Місто ${String(round)}.`;
  const shown = shownAt(colleague, { text });
  const sentAt = await editor.evaluate(
    async ([id, version, city]) => {
      const startedAt = performance.timeOrigin + performance.now();
      await fetch('/trpc/customer.edit', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ customerId: id, version, changes: { city } }),
      });
      return startedAt;
    },
    [customerId, round + 1, text] as const,
  );
  return (await shown) - sentAt;
}

export function editingMark(bench: Bench): Promise<Outcome> {
  const executablePath = ensureBrowser();
  return onStage(bench, { users: 3, customers: 2 }, async (stage) => {
    const product = await startProduct({ databaseUrl: stage.url, env: { BASE_URL: '' } });
    const browser = await chromium.launch({ executablePath, args: browserArgs });
    try {
      const customerId = at(stage.customerIds, 0);
      const address = `${product.origin}/customers/${String(customerId)}`;
      const editor = await openPage(browser, at(stage.users, 1), address);
      const colleague = await openPage(browser, at(stage.users, 2), address);
      const marks: number[] = [];
      const events: number[] = [];
      const warmUp = 5;
      for (let round = 0; round < warmUp + bench.scale(100, 10); round += 1) {
        const times = [
          await markTime(editor, colleague),
          await eventTime(editor, colleague, { customerId, round }),
        ] as const;
        // A page tells where it is at a pace: the next first word shall not wait for it.
        await sleep(400 + Math.random() * 100);
        if (round < warmUp) continue;
        marks.push(times[0]);
        events.push(times[1]);
      }
      return {
        figures: [
          {
            name: 'p95 from key press to the colleague’s mark / event to value',
            ratio: quantile(marks, 0.95) / median(events),
            target: { atMost: 3 },
          },
        ],
        details: {
          markMs: { median: median(marks), p95: quantile(marks, 0.95) },
          eventMs: { median: median(events), p95: quantile(events, 0.95) },
        },
      };
    } finally {
      await browser.close();
      await product.stop();
    }
  });
}
