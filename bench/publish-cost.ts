/** R5: posts per second with their event and its wake, against the same function without either. */
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import type { Outcome } from './support/figures.ts';
import { interleave } from './support/figures.ts';
import { withOwner } from './support/fixture.ts';
import type { PostingPlan } from './support/poster-process.ts';
import { onStage } from './support/stage.ts';

export function publishCost(bench: Bench): Promise<Outcome> {
  return onStage(bench, { users: 1, customers: 1_000 }, async (stage) => {
    await makeSilentFunction(stage.url);
    const poster = await BenchProcess.start('./poster-process.ts', stage);
    const details: Record<string, unknown> = {};
    const ratios: number[] = [];
    // One caller at a time shows the price of a single post, 64 the price at full load.
    for (const lanes of [1, 64]) {
      const rate = (events: PostingPlan['events']) => () => {
        const plan: PostingPlan = { events, lanes, customers: 1_000, ms: bench.scale(1_500, 500) };
        return poster.ask<number>('run', plan);
      };
      const measured = await interleave(bench.scale(7, 2), rate('recorded'), rate('silent'));
      details[`callers${lanes}`] = measured;
      ratios.push(measured.ratio);
    }
    await poster.stop();
    const [single = Number.NaN, full = Number.NaN] = ratios;
    return {
      figures: [
        {
          name: 'R5 posts/s with event and wake / without, one caller',
          ratio: single,
          target: { atLeast: 0.8 },
        },
        {
          name: 'R5 posts/s with event and wake / without, 64 callers',
          ratio: full,
          target: { atLeast: 0.8 },
        },
      ],
      details,
    };
  });
}

/** The migrated function, letter for letter, but for the calls that record events. */
function makeSilentFunction(url: string): Promise<void> {
  return withOwner(url, async (owner) => {
    const { rows } = await owner.query<{ text: string }>(
      `SELECT pg_get_functiondef('post_operations'::regproc) AS text`,
    );
    const text = rows[0]?.text ?? '';
    const silent = text
      .replace('post_operations(', 'post_operations_silently(')
      .replace(/PERFORM record_event\([\s\S]*?\n +\);/g, '');
    if (silent.includes('record_event')) throw new Error('the event is still recorded');
    await owner.query(silent);
    await owner.query('GRANT EXECUTE ON FUNCTION post_operations_silently TO tandem_app');
  });
}
