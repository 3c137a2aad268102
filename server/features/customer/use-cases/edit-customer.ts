/** Saves changed fields and merges them with what colleagues saved. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { EditCustomerCommand, EditOutcome } from '../schema.ts';

export function editCustomer(
  _ctx: UseCaseContext,
  _input: EditCustomerCommand,
): Promise<EditOutcome> {
  return Promise.reject(new Error('under construction'));
}
