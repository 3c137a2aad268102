/** Throws a draft away. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { DiscardDraftInput } from '../schema.ts';

export function discardDraft(_ctx: UseCaseContext, _input: DiscardDraftInput): Promise<void> {
  return Promise.reject(new Error('under construction'));
}
