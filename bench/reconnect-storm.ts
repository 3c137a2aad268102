/**
 * R9: a thousand pages are dropped at once and come back with their cursors, against a thousand that
 * connect for the first time.
 */
import type { Bench } from './support/benchmark.ts';
import { openEventSource } from './support/event-source.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { at } from './support/fixture.ts';
import { onStage } from './support/stage.ts';
import { openViewers, ownViewers, subscribeMessage } from './support/viewers.ts';
import type { Viewers } from './support/viewers.ts';

const missedEvents = 20;

async function timed(open: () => Promise<Viewers>): Promise<number> {
  const startedAt = performance.now();
  const viewers = await open();
  const ms = performance.now() - startedAt;
  await viewers.close();
  return ms;
}

export function reconnectStorm(bench: Bench): Promise<Outcome> {
  const count = bench.scale(1_000, 200);
  return onStage(bench, { users: 40, customers: 20 }, async (stage) => {
    const { origin } = await stage.startServer();
    const source = await openEventSource(stage);
    const open = (hello: string) =>
      openViewers({
        url: `${origin.replace('http', 'ws')}/trpc`,
        count,
        headers: (viewer) => ({ origin, cookie: at(stage.users, viewer).cookie }),
        hello,
        ready: '"kind":"live"',
      });
    const comeBack = async () => {
      const cursor = await currentCursor(() => ownViewers(origin, stage.users, 1), source.post);
      for (let event = 0; event < missedEvents; event += 1) await source.post(1);
      return timed(() => open(subscribeMessage(cursor)));
    };
    const measured = await interleave(bench.scale(5, 2), comeBack, () =>
      timed(() => open(subscribeMessage())),
    );
    await source.close();
    return {
      figures: [
        {
          name: 'R9 dropped clients current again / cold connects',
          ratio: measured.ratio,
          target: { atMost: 1.5 },
        },
      ],
      details: {
        clients: count,
        missedEvents,
        againMs: measured.a,
        coldMs: measured.b,
        rounds: measured.rounds,
      },
    };
  });
}

/** The cursor of a page that has just been told of an event. */
async function currentCursor(
  open: () => Promise<Viewers>,
  post: (count: number) => Promise<string>,
): Promise<string> {
  const viewers = await open();
  const cursor = new Promise<string>((resolve) =>
    viewers.onMessage((data) => {
      const wire = JSON.parse(data.toString()) as { result?: { id?: string } };
      if (wire.result?.id !== undefined) resolve(wire.result.id);
    }),
  );
  await post(1);
  const found = await cursor;
  await viewers.close();
  return found;
}
