/**
 * Writes exports in a process of its own and watches it: how fast, how large it grew, how long its
 * event loop stood still. The rows cost next to nothing to make, so it is the writers that are timed.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Column, Row } from '#server/infra/excel/columns.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import { writeRows } from '#server/infra/excel/write-rows.ts';
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

const batchRows = 500;

/** A keyset page at a time, as the database would give it. */
async function* rowsOf(count: number): AsyncGenerator<Row[]> {
  for (let start = 0; start < count; start += batchRows) {
    const length = Math.min(batchRows, count - start);
    yield await Promise.resolve(Array.from({ length }, (_, index) => rowOf(start + index)));
  }
}

function rowOf(id: number): Row {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(1 + (id % 12))}-${two(1 + (id % 28))}`;
  return [
    `customer${id}`,
    id % 3 === 0 ? 'Соломія' : 'Олександр',
    `Коваленко-${id % 997}`,
    `customer${id}@mail.example`,
    `+38050${String(1_000_000 + (id % 9_000_000))}`,
    id % 2 === 0 ? 'Київ' : 'Івано-Франківськ',
    `${id % 100_000}.${two(id % 100)}`,
    id % 50,
    `${1950 + (id % 55)}-${day}`,
    `${2015 + (id % 11)}-${day}T${two(id % 24)}:${two(id % 60)}:07.000Z`,
  ];
}

async function measure(argument: unknown): Promise<ExportMeasured> {
  const { format, rowsCount } = argument as ExportOrder;
  const folder = mkdtempSync(join(tmpdir(), 'tandem-bench-export-'));
  const file = createWriteStream(join(folder, `export.${format}`));
  let peakRssBytes = 0;
  const watch = watchEventLoop(() => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  });
  const startedAt = performance.now();
  await pipeline(
    writeRows({ format, columns, timeZone: 'Europe/Kyiv', title: 'x', rows: rowsOf(rowsCount) }),
    file,
  );
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
