import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ExportDto, StartExportInput } from '../schema.ts';

export function startExport(_ctx: UseCaseContext, _input: StartExportInput): Promise<ExportDto> {
  throw new Error('under construction');
}
