/** R3: the server-rendered cursor and the data it belongs to. */
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { raceSnapshots } from './trials/snapshot-race.ts';

export function snapshotRace(bench: Bench): Promise<Outcome> {
  const { scale } = bench;
  return onStage(bench, { users: 6, customers: 6 }, async (stage) => {
    const { origin } = await stage.startServer();
    const common = { ...stage, origin, atOnce: 50, writers: 4 };
    const result = await raceSnapshots({
      ...common,
      trials: scale(1_000, 100),
      cursor: 'rendered',
    });
    const control = await raceSnapshots({ ...common, trials: scale(200, 50), cursor: 'none' });
    return {
      figures: [{ name: 'R3 mismatches', ratio: result.mismatches, target: { exactly: 0 } }],
      details: { ...result, controlWithoutCursor: control },
    };
  });
}
