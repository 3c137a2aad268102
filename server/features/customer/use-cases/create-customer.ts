/** Adds a customer (S1-32 to S1-45). */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CreateCustomerCommand, CustomerDto } from '../schema.ts';

export function createCustomer(
  _ctx: UseCaseContext,
  _input: CreateCustomerCommand,
): Promise<CustomerDto> {
  return Promise.reject(new Error('under construction'));
}
