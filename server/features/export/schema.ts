import { z } from 'zod';
import { customerColumns, customerQuestion } from '#server/shared/customer-filter.ts';
import { batchVerdicts } from '#server/shared/batch.ts';
import { exportFormats } from '#server/shared/export-format.ts';
import { rowNumber } from '#server/shared/row-number.ts';

/** Up to so many rows the file opens by itself as soon as it is ready; beyond, a notice tells. */
export const directRowsMax = 20_000;
export const exportHours = 24;

export const exportSource = z.discriminatedUnion('kind', [
  /** All that match, in the order of the list. */
  z.strictObject({ kind: z.literal('matching'), question: customerQuestion }),
  /** The chosen ones, in the order of the list. */
  z.strictObject({
    kind: z.literal('selection'),
    selectionId: rowNumber,
    question: customerQuestion,
  }),
  /** The verdicts of a run. */
  z.strictObject({
    kind: z.literal('batch'),
    batchId: rowNumber,
    verdict: z.enum(batchVerdicts).optional(),
  }),
]);
export type ExportSource = z.output<typeof exportSource>;

/** What is taken out, in which columns. */
export const exportOrder = z.strictObject({
  source: exportSource,
  /** The documented eight (S1-48), or those on the screen in their order; a batch has its own. */
  columns: z
    .union([
      z.literal('documented'),
      z
        .array(z.enum(customerColumns))
        .min(1)
        .max(customerColumns.length)
        .refine((columns) => new Set(columns).size === columns.length),
    ])
    .default('documented'),
});
export type ExportOrder = z.output<typeof exportOrder>;

export const startExportInput = exportOrder.extend({
  format: z.enum(exportFormats),
  mutationId: z.uuid(),
});
export type StartExportInput = z.output<typeof startExportInput>;

export const exportStates = [
  'waiting',
  'running',
  'ready',
  'failed',
  'stopped',
  'expired',
] as const;
export type ExportState = (typeof exportStates)[number];

export const exportDto = z.object({
  id: rowNumber,
  version: z.number().int(),
  format: z.enum(exportFormats),
  state: z.enum(exportStates),
  fileName: z.string(),
  /** By which the same can be ordered again. */
  order: exportOrder,
  /** As counted at the start. */
  rowsTotal: z.number().int(),
  rowsDone: z.number().int(),
  bytes: z.number().int(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  /** The file is gone after that. */
  expiresAt: z.string().nullable(),
  downloadedAt: z.string().nullable(),
});
export type ExportDto = z.infer<typeof exportDto>;

export const getExportInput = z.strictObject({ exportId: rowNumber });
export type GetExportInput = z.infer<typeof getExportInput>;
export const stopExportInput = z.strictObject({
  exportId: rowNumber,
  mutationId: z.uuid().optional(),
});
export type StopExportInput = z.infer<typeof stopExportInput>;
export const downloadExportInput = getExportInput;
/** The file itself is read piece by piece by whoever hands it over. */
export const downloadDto = z.object({ fileName: z.string(), bytes: z.number().int() });
export type DownloadDto = z.infer<typeof downloadDto>;

/** Of one's own at once. */
export const runningExportsMax = 3;
/** One's own of the last day, newest first, at most this many. */
export const exportsMax = 20;
