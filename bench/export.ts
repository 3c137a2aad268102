/** P5: the pace of .xlsx against .csv, its memory as rows grow, and the event loop meanwhile. */
import type { Bench } from './support/benchmark.ts';
import { BenchProcess } from './support/child-process.ts';
import { watchEventLoop } from './support/event-loop.ts';
import type { ExportMeasured, ExportOrder } from './support/export-process.ts';
import { interleave, median } from './support/figures.ts';
import type { Outcome } from './support/figures.ts';

export async function exporting(bench: Bench): Promise<Outcome> {
  const rounds = bench.scale(5, 1);
  const small = bench.scale(100_000, 20_000);
  const large = small * 5;
  const stalls: number[] = [];
  const idleStalls: number[] = [];
  const measure = async (order: ExportOrder): Promise<ExportMeasured> => {
    // A new process each time: resident memory goes up and seldom down.
    const child = await BenchProcess.start('./export-process.ts', null);
    const watch = watchEventLoop();
    const measured = await child.ask<ExportMeasured>('measure', order);
    const idleStallMs = watch.stop();
    await child.stop();
    if (order.format === 'xlsx') {
      stalls.push(measured.longestStallMs);
      idleStalls.push(idleStallMs);
    }
    return measured;
  };
  const paceOf = (format: 'xlsx' | 'csv') => async () =>
    (await measure({ format, rowsCount: large })).rowsPerSecond;
  const peakOf = (rowsCount: number) => async () =>
    (await measure({ format: 'xlsx', rowsCount })).peakRssBytes;
  const pace = await interleave(rounds, paceOf('xlsx'), paceOf('csv'));
  const memory = await interleave(bench.scale(3, 1), peakOf(large), peakOf(small));
  const xlsOf = (rowsCount: number) => async () =>
    (await measure({ format: 'xls', rowsCount })).rowsPerSecond;
  const xls = await interleave(bench.scale(3, 1), xlsOf(small), xlsOf(small / 5));
  return {
    figures: [
      { name: 'P5 .xlsx rows/s / .csv rows/s', ratio: pace.ratio, target: { atLeast: 0.25 } },
      {
        name: `P5 peak memory at ${large} rows / at ${small}`,
        ratio: memory.ratio,
        target: { atMost: 1.5 },
      },
      {
        name: `P5 .xls rows/s at ${small} rows / at ${small / 5}`,
        ratio: xls.ratio,
        target: { atLeast: 0.5 },
      },
      {
        name: 'P5 longest stall of the event loop, ms (median of the runs)',
        ratio: median(stalls),
        target: { atMost: 50 },
      },
    ],
    details: {
      rowsPerSecond: pace,
      peakRssBytes: memory,
      stallsMs: stalls,
      idleStallsMs: idleStalls,
      xlsRowsPerSecond: xls,
    },
  };
}
