import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CheckSelectionInput, SelectionCheckDto } from '../schema.ts';

export function checkSelection(
  _ctx: UseCaseContext,
  _input: CheckSelectionInput,
): Promise<SelectionCheckDto> {
  throw new Error('under construction');
}
