/** R1, R2: nothing lost, nothing applied twice, the same end state; through cuts and a restart. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage, portOf } from './support/stage.ts';
import { followThroughCuts } from './trials/event-loss.ts';

export function eventLoss(bench: Bench): Promise<Outcome> {
  const { scale } = bench;
  return onStage(bench, { users: 8, customers: 8 }, async (stage) => {
    let server = await stage.startServer();
    const port = portOf(server);
    const origin = server.origin;
    const ms = scale(30_000, 5_000);
    const common = { ...stage, originOf: () => origin, followers: 20, writers: 4, pauseMs: 12 };
    const result = await followThroughCuts({
      ...common,
      ms,
      cutEveryMs: 200,
      memory: 'real',
      meanwhile: async () => {
        await sleep(ms / 2);
        await server.process.stop();
        server = await stage.startServer(port);
      },
    });
    const control = await followThroughCuts({
      ...common,
      ms: scale(6_000, 2_000),
      cutEveryMs: 200,
      memory: 'forgetful',
      meanwhile: () => Promise.resolve(),
    });
    return {
      figures: [
        { name: 'R1 applied / committed', ratio: result.appliedRatio, target: { exactly: 1 } },
        { name: 'R2 same end state', ratio: result.sameStateRatio, target: { exactly: 1 } },
        {
          name: 'R2 second applications',
          ratio: result.secondApplications,
          target: { exactly: 0 },
        },
      ],
      details: { ...result, controlWithoutCursor: control },
    };
  });
}
