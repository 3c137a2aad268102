/** R4: commits that come late, and whether the reader of the log notices them. */
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { readWhileSomeAreLate } from './trials/cursor-gap.ts';

export function cursorGap(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 1, customers: 1 }, async (stage) => {
    const result = await readWhileSomeAreLate({
      ...stage,
      writers: 16,
      eventsEach: bench.scale(500, 60),
      lateShare: 0.2,
      lateMs: 30,
    });
    return {
      figures: [
        {
          name: 'R4 missed / committed',
          ratio: result.missedByTail / result.committed,
          target: { exactly: 0 },
        },
      ],
      details: { ...result, naiveRatio: result.missedByNaive / result.committed },
    };
  });
}
