import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ExportDto } from '../schema.ts';

export function listExports(_ctx: UseCaseContext): Promise<ExportDto[]> {
  throw new Error('under construction');
}
