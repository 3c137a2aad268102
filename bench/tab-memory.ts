/**
 * The memory of a browser's tab that shows 500 rows while their customers change 50 times a second:
 * what lives after a garbage collection late in the run against early in it. A page that kept
 * something of every change would grow by all of them.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from '@playwright/test';
import { assert } from '#server/shared/assert.ts';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import { inBrowser } from './support/browser.ts';
import type { Outcome } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { onStage } from './support/stage.ts';

const rows = 500;
const changesPerSecond = 50;
const periodMs = 100;

interface Living {
  heapMb: number;
  nodes: number;
  listeners: number;
}

export function tabMemory(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 2, customers: rows }, ({ url, users, customerIds }) =>
    inBrowser(url, async ({ origin, open }) => {
      const { page, context } = await open(at(users, 0), `/customers?pageSize=${rows}`);
      const session = await context.newCDPSession(page);
      await session.send('Performance.enable');
      const api = new Api({ origin, cookie: at(users, 1).cookie });
      const atRest = await living(session);
      const warm = await change(api, customerIds, bench.scale(30_000, 5_000));
      await untilHeard(page, api, at(customerIds, 0));
      const early = await living(session);
      const run = await change(api, customerIds, bench.scale(180_000, 10_000));
      await untilHeard(page, api, at(customerIds, 0));
      const late = await living(session);
      api.close();
      const figure = (name: string, measure: keyof Living) => ({
        name: `tab, 500 rows, 50 changes/s: ${name} late / early`,
        ratio: late[measure] / early[measure],
        target: { atMost: 1.2 },
      });
      return {
        figures: [
          figure('heap', 'heapMb'),
          figure('DOM nodes', 'nodes'),
          figure('listeners', 'listeners'),
        ],
        details: { atRest, early, late, warm, run },
      };
    }),
  );
}

/** Deposits to one customer after another, as fast as asked for and no faster. */
async function change(api: Api, customerIds: readonly number[], forMs: number) {
  const startedAt = performance.now();
  let changes = 0;
  while (performance.now() - startedAt < forMs) {
    const due = Math.floor(((performance.now() - startedAt) / 1_000) * changesPerSecond);
    // The server takes twenty calls in a request.
    const count = Math.min(due - changes, 20);
    const inputs = Array.from({ length: count }, (_, index) =>
      depositTo(at(customerIds, changes + index)),
    );
    if (count > 0) await api.mutateAll('operation.deposit', inputs);
    changes += count;
    await sleep(periodMs);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { changes, changesPerSecond: changes / seconds };
}

function depositTo(customerId: number, amount = '1.00') {
  const note = 'Повернення за доставку';
  return { customerId, amount, note, idempotencyKey: randomUUID(), confirmRepeated: true };
}

/** Everything is on the screen when the last change of all is. */
async function untilHeard(page: Page, api: Api, customerId: number): Promise<void> {
  const { data } = await api.mutate('operation.deposit', depositTo(customerId, '0.01'));
  assert(data !== undefined, 'the last deposit was refused');
  const { balance } = (await api.query('customer.get', { customerId })).data as { balance: string };
  const shown = balance.replace(/\D/g, '');
  await page.waitForFunction(
    ([digits, id]) =>
      [...document.querySelectorAll('table.t-customers tbody tr')].some(
        (row) =>
          row.textContent.includes(`customer${id}`) &&
          row.textContent.replace(/\D/g, '').includes(digits),
      ),
    [shown, 1] as const,
    { timeout: 60_000 },
  );
}

async function living(session: CDPSession): Promise<Living> {
  // Weak references are let go by the second one.
  for (let time = 0; time < 2; time += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapMb: of('JSHeapUsedSize') / 2 ** 20,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}
