import { z } from 'zod';
import { signedInProcedure, router } from '#server/trpc/init.ts';
import {
  downloadDto,
  downloadExportInput,
  exportDto,
  getExportInput,
  startExportInput,
  stopExportInput,
} from './schema.ts';
import { downloadExport } from './use-cases/download-export.ts';
import { startExport } from './use-cases/start-export.ts';
import { stopExport } from './use-cases/stop-export.ts';
import { getExport } from './use-cases/get-export.ts';
import { listExports } from './use-cases/list-exports.ts';

export const exportRouter = router({
  start: signedInProcedure
    .input(startExportInput)
    .output(exportDto)
    .mutation(({ ctx, input }) => startExport(ctx, input)),
  stop: signedInProcedure
    .input(stopExportInput)
    .output(exportDto)
    .mutation(({ ctx, input }) => stopExport(ctx, input)),
  download: signedInProcedure
    .input(downloadExportInput)
    .output(downloadDto)
    .mutation(({ ctx, input }) => downloadExport(ctx, input)),
  get: signedInProcedure
    .input(getExportInput)
    .output(exportDto)
    .query(({ ctx, input }) => getExport(ctx, input)),
  list: signedInProcedure.output(z.array(exportDto)).query(({ ctx }) => listExports(ctx)),
});
