/**
 * From the key that opens a field in one browser until the mark "is editing" is drawn in a
 * colleague's, p95, against the median time in which an event (a deposit, from its request) is drawn
 * in that browser, by turns. Two real browsers on the built product: what `presence-delivery` leaves
 * out, the key press, React and the drawing, is in here.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import { inBrowser } from './support/browser.ts';
import type { Outcome } from './support/figures.ts';
import { median, quantile } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { onStage } from './support/stage.ts';

const fields = ['city', 'region', 'postalCode', 'comment'] as const;
const balance = '.t-customer-balance-value';
const longestMs = 10_000;
/** Code that is run seldom is slow at first: these rounds are not counted. */
const warmUp = 10;

export function editingMark(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 3, customers: 1 }, ({ url, users, customerIds }) =>
    inBrowser(url, async ({ origin, open }) => {
      const customerId = at(customerIds, 0);
      const path = `/customers/${String(customerId)}`;
      const editor = (await open(at(users, 0), path)).page;
      const viewer = (await open(at(users, 1), path)).page;
      await notePresses(editor);
      const api = new Api({ origin, cookie: at(users, 2).cookie });
      const once = { amount: '1.00', note: 'Поповнення', confirmRepeated: true };
      const marks: number[] = [];
      const events: number[] = [];
      for (let round = 0; round < warmUp + bench.scale(150, 15); round += 1) {
        const mark = await timeToMark(editor, viewer, at(fields, round));
        const event = await timeToEvent(viewer, () =>
          api.mutate('operation.deposit', { ...once, customerId, idempotencyKey: randomUUID() }),
        );
        // Not in step with the pauses of pages and server.
        await sleep(300 + Math.random() * 100);
        if (round < warmUp) continue;
        marks.push(mark);
        events.push(event);
      }
      api.close();
      const detail = (times: number[]) => ({ median: median(times), p95: quantile(times, 0.95) });
      return {
        figures: [
          {
            name: 'p95 from key press to drawn mark / event to drawn balance',
            ratio: quantile(marks, 0.95) / median(events),
            target: { atMost: 3 },
          },
        ],
        details: { markMs: detail(marks), eventMs: detail(events) },
      };
    }),
  );
}

/** Keeps when the last key went down, on the clock that all processes of a machine share. */
function notePresses(page: Page): Promise<void> {
  return page.evaluate(() => {
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        const pressedAt = Date.now() - (performance.now() - timeStamp);
        document.documentElement.dataset['pressedAt'] = String(pressedAt);
      },
      { capture: true },
    );
  });
}

/** Milliseconds. */
async function timeToMark(editor: Page, viewer: Page, field: string): Promise<number> {
  await editor.locator(`[data-row="${field}"] [data-opens]`).focus();
  const drawn = whenDrawn(viewer, `[data-editing="${field}"]`, null);
  await editor.keyboard.press('Enter');
  const drawnAt = await drawn;
  const pressed = () => Number(document.documentElement.dataset['pressedAt']);
  const pressedAt = await editor.evaluate(pressed);
  await editor.keyboard.press('Escape');
  await viewer.locator('[data-editing]').waitFor({ state: 'detached' });
  return drawnAt - pressedAt;
}

/** Milliseconds. */
async function timeToEvent(viewer: Page, deposit: () => Promise<unknown>): Promise<number> {
  const before = await shown(viewer, balance);
  const drawn = whenDrawn(viewer, balance, before);
  // Answered in order: the page watches by now.
  await viewer.evaluate(() => undefined);
  const sentAt = Date.now();
  await deposit();
  return (await drawn) - sentAt;
}

/** What an element shows: its first number, for an author's name beside it comes and goes. */
function shown(page: Page, selector: string): Promise<string | null> {
  return page.evaluate((wanted) => {
    const text = document.querySelector(wanted)?.textContent;
    return text === undefined ? null : (/\d[\d\s.,]*/.exec(text)?.[0] ?? '');
  }, selector);
}

/** When the element, or a new number in it, is drawn: at the frame after the change. */
function whenDrawn(page: Page, selector: string, before: string | null): Promise<number> {
  return page.evaluate(
    ([wanted, known, ms]) =>
      new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${wanted} did not change`)), ms);
        const observer = new MutationObserver(() => {
          const text = document.querySelector(wanted)?.textContent;
          if (text === undefined || (/\d[\d\s.,]*/.exec(text)?.[0] ?? '') === known) return;
          observer.disconnect();
          clearTimeout(timer);
          requestAnimationFrame(() => resolve(Date.now()));
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
    [selector, before, longestMs] as const,
  );
}
