import type { UseCaseContext } from '#server/trpc/context.ts';
import type { RemoveCustomerInput, RemovedCustomerDto } from '../schema.ts';

export function removeCustomer(
  _ctx: UseCaseContext,
  _input: RemoveCustomerInput,
): Promise<RemovedCustomerDto> {
  throw new Error('under construction');
}
