/** R12: R1 and R2 with two processes on one database; one is killed with -9 and comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage, portOf } from './support/stage.ts';
import { followThroughCuts } from './trials/event-loss.ts';

export function twoProcesses(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 8 }, async (stage) => {
    const steady = await stage.startServer();
    const doomed = await stage.startServer();
    let isDoomedUp = true;
    const ms = bench.scale(20_000, 5_000);
    const result = await followThroughCuts({
      ...stage,
      // Every second page lives on the process that is killed, and goes to the other one then.
      originOf: (client) => (client % 2 === 1 && isDoomedUp ? doomed.origin : steady.origin),
      followers: 20,
      writers: 4,
      pauseMs: 12,
      ms,
      cutEveryMs: 400,
      memory: 'real',
      meanwhile: async () => {
        await sleep(ms / 3);
        await doomed.process.kill();
        isDoomedUp = false;
        await stage.startServer(portOf(doomed));
        isDoomedUp = true;
      },
    });
    return {
      figures: [
        {
          name: 'R12 applied / committed, two processes',
          ratio: result.appliedRatio,
          target: { exactly: 1 },
        },
        { name: 'R12 same end state', ratio: result.sameStateRatio, target: { exactly: 1 } },
        {
          name: 'R12 second applications',
          ratio: result.secondApplications,
          target: { exactly: 0 },
        },
      ],
      details: { ...result },
    };
  });
}
