/** Keeps what was typed, field by field. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { SaveDraftCommand } from '../schema.ts';

export function saveDraft(_ctx: UseCaseContext, _input: SaveDraftCommand): Promise<void> {
  return Promise.reject(new Error('under construction'));
}
