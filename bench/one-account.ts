/** L2, L3, L4: many callers on one account, over HTTP; beside each the naive way. */
import type { Bench } from './support/benchmark.ts';
import type { Outcome } from './support/figures.ts';
import { onStage } from './support/stage.ts';
import { depositAtOnce, overdraw, sendAgain } from './trials/deposits-at-once.ts';
import { postNaively } from './trials/naive-ledger.ts';

export function oneAccount(bench: Bench): Promise<Outcome> {
  const { scale } = bench;
  return onStage(bench, { users: 16, customers: 3 }, async (stage) => {
    const { origin } = await stage.startServer();
    const common = { ...stage, origin };
    const each = scale(200, 30);
    const deposits = await depositAtOnce(common, { callers: 16, each });
    const naive = await postNaively({ url: stage.url, callers: 16, each, opening: 0 });
    const again = await sendAgain(common, { keys: scale(40, 5), times: 50, keyed: true });
    const unkeyed = await sendAgain(common, { keys: 2, times: 50, keyed: false });
    const withdrawals = await overdraw(common, { callers: 100, affordable: 50 });
    const overdrawn = await postNaively({ url: stage.url, callers: 50, each: 2, opening: 500 });
    return {
      figures: [
        {
          name: 'L2 balance / acknowledged deposits',
          ratio: deposits.balanceRatio,
          target: { exactly: 1 },
        },
        {
          name: 'L3 operations / distinct keys',
          ratio: again.operations / again.keys,
          target: { exactly: 1 },
        },
        {
          name: 'L4 withdrawals / affordable',
          ratio: withdrawals.successes / withdrawals.affordable,
          target: { exactly: 1 },
        },
      ],
      details: {
        ...{ deposits, again, withdrawals },
        controls: { naiveDeposits: naive, withoutKey: unkeyed, naiveWithdrawals: overdrawn },
      },
    };
  });
}
