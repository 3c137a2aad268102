/** R14: statements that PostgreSQL counts, with one viewer and with 200, while events go out. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import { openEventSource } from './support/event-source.ts';
import type { Outcome } from './support/figures.ts';
import { withOwner } from './support/fixture.ts';
import { onStage } from './support/stage.ts';
import { ownViewers } from './support/viewers.ts';

const events = 100;
/** An idle connection hands its counts in after ten seconds at the latest. */
const countedAfterMs = 11_000;

/** Every statement outside an explicit transaction is a transaction of its own. */
function countStatements(url: string): Promise<number> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ count: string }>(
      'SELECT xact_commit + xact_rollback AS count FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.count);
  });
}

export function statementsPerViewer(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 8, customers: 20 }, async (stage) => {
    const { origin } = await stage.startServer();
    const source = await openEventSource(stage);
    const statementsWith = async (count: number) => {
      const viewers = await ownViewers(origin, stage.users, count);
      await sleep(countedAfterMs);
      const before = await countStatements(stage.url);
      const startedAt = performance.now();
      for (let event = 0; event < events; event += 1) {
        await source.post(1);
        await sleep(20);
      }
      // The same time for both, because a poll stands behind the wakes.
      await sleep(countedAfterMs + 4_000 - (performance.now() - startedAt));
      const after = await countStatements(stage.url);
      await viewers.close();
      return after - before;
    };
    const rounds: { one: number; many: number }[] = [];
    for (let round = 0; round < bench.scale(2, 1); round += 1) {
      rounds.push({ one: await statementsWith(1), many: await statementsWith(200) });
    }
    await source.close();
    const further = rounds.reduce((sum, { one, many }) => sum + (many - one), 0);
    const each = further / rounds.length / (199 * events);
    return {
      figures: [
        // The poll may tick once more on one side: a hundredth of a statement is none.
        {
          name: 'R14 statements for each further viewer and event',
          ratio: Math.abs(each) < 0.01 ? 0 : each,
          target: { exactly: 0 },
        },
      ],
      details: { events, rounds, unrounded: each },
    };
  });
}
