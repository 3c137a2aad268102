/**
 * From one page's word that it edits a field until the last of 200 others has it, p95, against the
 * median delivery of an event (a deposit over HTTP) to the same pages in the same minute. Once with
 * nobody else moving, once while 20 others move from field to field. Then how long a page that was closed
 * is still shown.
 *
 * Real sockets and the product's protocol; what the browser adds on both ends (the key press before,
 * the drawing after) is not in it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { editableFields } from '#server/shared/customer-fields.ts';
import { Api } from './support/api.ts';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { median, quantile } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { presenceViewers, show, showMessage, viewing } from './support/presence-viewers.ts';
import { onStage } from './support/stage.ts';
import type { Stage } from './support/stage.ts';
import type { OnMessage, Viewers } from './support/viewers.ts';
import { subscribeMessage } from './support/viewers.ts';

const viewersCount = 200;
const othersCount = 20;
const fieldPaceMs = 300;

/** Milliseconds until every viewer has a message of which the claim is true. */
async function timeToLast(
  viewers: Viewers,
  isIt: (data: Buffer) => boolean,
  send: () => unknown,
): Promise<number> {
  const reached = new Set<number>();
  let sentAt = 0;
  const arrived = new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('a viewer was not told')), 10_000);
    const listener: OnMessage = (data, viewer) => {
      if (!isIt(data)) return;
      reached.add(viewer);
      if (reached.size < viewersCount) return;
      clearTimeout(late);
      resolve(performance.now() - sentAt);
    };
    viewers.onMessage(listener);
  });
  sentAt = performance.now();
  const [ms] = await Promise.all([arrived, send()]);
  return ms;
}

interface Times {
  shown: number[];
  events: number[];
}

/** Measures both by turns. */
async function measure(
  stage: Stage,
  viewers: Viewers,
  { editor, api, count }: { editor: Viewers; api: Api; count: number },
): Promise<Times> {
  const socket = at(editor.sockets, 0);
  const customerId = at(stage.customerIds, 0);
  const leaseId = await show(socket, viewing(customerId));
  const times: Times = { shown: [], events: [] };
  for (let round = 0; round < count; round += 1) {
    const field = editableFields[round % editableFields.length] ?? 'phone';
    const words = `"id":"${leaseId}"`;
    times.shown.push(
      await timeToLast(
        viewers,
        (data) => data.includes(words) && data.includes(`"field":"${field}"`),
        () => socket.send(showMessage({ ...viewing(customerId), state: 'editing', field })),
      ),
    );
    // Not in step with the server's own pauses.
    await sleep(170 + Math.random() * 30);
    const idempotencyKey = randomUUID();
    const input = { amount: '1.00', note: 'Поповнення', idempotencyKey, confirmRepeated: true };
    const deposit = { ...input, customerId: at(stage.customerIds, round) };
    times.events.push(
      await timeToLast(
        viewers,
        (data) => data.includes(idempotencyKey),
        () => api.mutate('operation.deposit', deposit),
      ),
    );
    await sleep(20 + Math.random() * 30);
  }
  return times;
}

/** Seconds from closing a page until the last viewer knows that it is gone, for each of some pages. */
async function measureClosing(
  { users, customerIds }: Stage,
  viewers: Viewers,
  { origin, count }: { origin: string; count: number },
) {
  const seconds: number[] = [];
  for (let round = 0; round < count; round += 1) {
    const page = await presenceViewers(origin, users, 1);
    const socket = at(page.sockets, 0);
    const leaseId = await show(socket, viewing(at(customerIds, 0)));
    await sleep(200);
    const isIt = (data: Buffer) =>
      /"gone":\[([^\]]+)\]/.exec(data.toString())?.[1]?.includes(leaseId);
    seconds.push(
      (await timeToLast(
        viewers,
        (data) => isIt(data) === true,
        () => socket.close(),
      )) / 1_000,
    );
  }
  return seconds;
}

/** People who move from field to field, each at a page's own pace. */
function moveAbout(others: Viewers, customerId: number): () => void {
  const timers = others.sockets.map((socket, index) => {
    let step = index;
    return setInterval(() => {
      step += 1;
      const field = editableFields[step % editableFields.length] ?? 'phone';
      socket.send(showMessage({ ...viewing(customerId), state: 'editing', field }));
    }, fieldPaceMs + index);
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}

export function presenceDelivery(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 12, customers: 50 }, async (stage) => {
    const server = await stage.startServer();
    const viewers = await presenceViewers(server.origin, stage.users, viewersCount);
    for (const socket of viewers.sockets) socket.send(subscribeMessage());
    const editor = await presenceViewers(server.origin, stage.users, 1);
    const others = await presenceViewers(server.origin, stage.users, othersCount);
    const api = new Api({ origin: server.origin, cookie: at(stage.users, 1).cookie });
    const count = bench.scale(150, 25);
    const part = { editor, api, count };
    // Code that is run seldom is slow at first: both sides are warmed up.
    await measure(stage, viewers, { ...part, count: 15 });
    const alone = await measure(stage, viewers, part);
    const stop = moveAbout(others, at(stage.customerIds, 0));
    const among = await measure(stage, viewers, part);
    stop();
    const closing = await measureClosing(stage, viewers, {
      origin: server.origin,
      count: bench.scale(40, 5),
    });
    api.close();
    await Promise.all([viewers.close(), editor.close(), others.close()]);
    const figure = (name: string, { shown, events }: Times): Outcome['figures'][number] => ({
      name: `p95 from "editing" to the last of 200 / event, ${name}`,
      ratio: quantile(shown, 0.95) / median(events),
      target: { atMost: 3 },
    });
    const detail = ({ shown, events }: Times) => ({
      shownMs: { median: median(shown), p95: quantile(shown, 0.95) },
      eventMs: { median: median(events), p95: quantile(events, 0.95) },
    });
    return {
      figures: [
        figure('nobody else moving', alone),
        figure('20 others moving', among),
        {
          name: 'seconds from a closed page to the last of 200, slowest',
          ratio: Math.max(...closing),
          target: { atMost: 1 },
        },
      ],
      details: { alone: detail(alone), among: detail(among), closing },
    };
  });
}
