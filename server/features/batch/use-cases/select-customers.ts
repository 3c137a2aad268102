import type { UseCaseContext } from '#server/trpc/context.ts';
import type { SelectCustomersInput, SelectionDto } from '../schema.ts';

export function selectCustomers(
  _ctx: UseCaseContext,
  _input: SelectCustomersInput,
): Promise<SelectionDto> {
  throw new Error('under construction');
}
