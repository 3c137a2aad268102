import type { UseCaseContext } from '#server/trpc/context.ts';
import type { FindNeighboursInput, NeighboursDto } from '../schema.ts';

export function findNeighbours(
  _ctx: UseCaseContext,
  _input: FindNeighboursInput,
): Promise<NeighboursDto> {
  throw new Error('under construction');
}
