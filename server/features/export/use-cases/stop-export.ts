import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ExportDto, StopExportInput } from '../schema.ts';

export function stopExport(_ctx: UseCaseContext, _input: StopExportInput): Promise<ExportDto> {
  throw new Error('under construction');
}
