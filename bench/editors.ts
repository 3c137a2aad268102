/** E1: twenty editors on the same hundred customers, against as many on customers of their own. */
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { editTogether, judgeEdits } from './trials/edit-together.ts';
import type { Told } from './trials/edit-together.ts';

const editors = 20;
const shared = 100;
const separate = 10_000;

export function editorsAtOnce(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: editors, customers: separate }, async (stage) => {
    const { origin } = await stage.startServer();
    const ms = bench.scale(12_000, 3_000);
    const told: Told = { attempts: new Map(), conflicts: [] };
    const everyone = stage.customerIds.slice(0, shared);
    const own = (lane: number) => stage.customerIds.filter((_, at) => at % editors === lane);
    // 5 rounds of 12 seconds: a minute each way.
    const saves = await interleave(
      bench.scale(5, 2),
      () => editTogether({ ...stage, origin, ms, told }, () => everyone),
      () => editTogether({ ...stage, origin, ms, told }, own),
    );
    const judged = await judgeEdits(stage, told);
    const met = judged.toldTruly + judged.toldFalsely + judged.savedOver;
    return {
      figures: [
        {
          name: 'E1 saves per second, 100 shared / 10,000 separate',
          ratio: saves.ratio,
          target: { atLeast: 0.7 },
        },
        {
          name: 'E1 conflicts told, and truly, of all that met',
          ratio: met === 0 ? Number.NaN : judged.toldTruly / met,
          target: { exactly: 1 },
        },
        {
          name: 'E1 answered saves that are not there',
          ratio: judged.lost,
          target: { exactly: 0 },
        },
      ],
      details: { editors, ms, saves, judged },
    };
  });
}
