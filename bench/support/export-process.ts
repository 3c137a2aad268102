/**
 * Writes exports in a process of its own and watches it: how fast, how large it grew, how long its
 * event loop stood still. The rows cost next to nothing to make, so it is the writers that are timed.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Column } from '#server/infra/excel/columns.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { fileThread } from '#server/infra/excel/file-thread.ts';
import { answerParent } from './answer-parent.ts';
import { watchEventLoop } from './event-loop.ts';

export interface ExportOrder {
  format: ExportFormat;
  rowsCount: number;
}

export interface ExportMeasured {
  rowsPerSecond: number;
  peakRssBytes: number;
  longestStallMs: number;
  fileBytes: number;
}

const column = (key: string, kind: Column['kind'] = 'text'): Column => ({
  key,
  heading: key,
  kind,
});
const columns: Column[] = [
  column('login'),
  column('firstName'),
  column('lastName'),
  column('email'),
  column('phone'),
  column('city'),
  column('balance', 'money'),
  column('orders', 'number'),
  column('birthday', 'date'),
  column('registeredAt', 'dateTime'),
];

async function measure(argument: unknown): Promise<ExportMeasured> {
  const { format, rowsCount } = argument as ExportOrder;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-export-'));
  const file = createWriteStream(join(folder, `export.${format}`));
  let peakRssBytes = 0;
  const watch = watchEventLoop(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  });
  const startedAt = performance.now();
  const plan = { format, columns, timeZone: 'Europe/Kyiv', title: 'x' };
  const origin = { module: new URL('./export-rows.ts', import.meta.url).href, data: rowsCount };
  await pipeline(fileThread({ plan, origin }), file);
  const rowsPerSecond = (rowsCount / (performance.now() - startedAt)) * 1_000;
  const longestStallMs = watch.stop();
  rmSync(folder, { recursive: true });
  return { rowsPerSecond, peakRssBytes, longestStallMs, fileBytes: file.bytesWritten };
}

answerParent({
  start: () => Promise.resolve(null),
  stop: () => Promise.resolve(),
  measure,
});
