/** One's own draft about a customer. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { GetDraftInput, DraftDto } from '../schema.ts';

export function getDraft(_ctx: UseCaseContext, _input: GetDraftInput): Promise<DraftDto | null> {
  return Promise.reject(new Error('under construction'));
}
