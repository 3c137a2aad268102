/** Colleagues to choose from. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { ListUserOptionsQuery, UserOptionDto } from '../schema.ts';

export function listUserOptions(
  _ctx: UseCaseContext,
  _input: ListUserOptionsQuery,
): Promise<UserOptionDto[]> {
  return Promise.reject(new Error('under construction'));
}
