import { z } from 'zod';
import { exportFormats } from '#server/shared/export-format.ts';

const taken = z.object({ format: z.enum(exportFormats), rowsCount: z.number().int() });

/** Subject: the export. Who took what, and how many rows. */
export const exportEvents = {
  'export.started': taken,
  'export.ready': taken,
  'export.failed': taken,
  'export.stopped': taken,
  /** The file went to its maker. */
  'export.downloaded': taken,
} as const;
