import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ExportDto, GetExportInput } from '../schema.ts';

export function getExport(_ctx: UseCaseContext, _input: GetExportInput): Promise<ExportDto> {
  throw new Error('under construction');
}
