/** Who last changed a field. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { GetLastChangeInput, LastChangeDto } from '../schema.ts';

export function getLastChange(
  _ctx: UseCaseContext,
  _input: GetLastChangeInput,
): Promise<LastChangeDto | null> {
  return Promise.reject(new Error('under construction'));
}
