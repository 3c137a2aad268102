import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CustomerMatchDto, MatchCustomersInput } from '../schema.ts';

export function matchCustomers(
  _ctx: UseCaseContext,
  _input: MatchCustomersInput,
): Promise<CustomerMatchDto> {
  throw new Error('under construction');
}
