/** R10: a blocked user's sockets, on this process and on another. */
import type { Bench } from './support/benchmark.ts';
import { openEventSource } from './support/event-source.ts';
import type { Outcome } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { revokeWhileWriting } from './trials/revocation.ts';

export function revocation(bench: Bench): Promise<Outcome> {
  const users = bench.scale(60, 12);
  return onStage(bench, { users: users + 3, customers: 20 }, async (stage) => {
    const [first, second] = [await stage.startServer(), await stage.startServer()];
    const source = await openEventSource(stage);
    const common = { ...stage, origins: [first.origin, second.origin] as const, source };
    const result = await revokeWhileWriting({
      ...common,
      users: stage.users.slice(0, users + 1),
      by: 'event',
      waitMs: 5_000,
    });
    const control = await revokeWhileWriting({
      ...common,
      users: [...stage.users.slice(0, 1), ...stage.users.slice(-2)],
      by: 'row',
      waitMs: 1_000,
    });
    await source.close();
    const { sameProcess, otherProcess } = result.slowestMs;
    return {
      figures: [
        {
          name: 'R10 events delivered after the block',
          ratio: result.deliveredAfter,
          target: { exactly: 0 },
        },
        { name: 'R10 slowest close, seconds', ratio: sameProcess / 1000, target: { atMost: 1 } },
        {
          name: 'R10 slowest close on the other process, seconds',
          ratio: otherProcess / 1000,
          target: { atMost: 2 },
        },
      ],
      details: { ...result, controlWithoutEvent: control },
    };
  });
}
