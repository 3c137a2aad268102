import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CountCustomersInput, CustomerCountDto } from '../schema.ts';

export function countCustomers(
  _ctx: UseCaseContext,
  _input: CountCustomersInput,
): Promise<CustomerCountDto> {
  throw new Error('under construction');
}
