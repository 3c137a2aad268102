/** Takes back a lock, an unlock or an edit by a compensating change. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { UndoChangeInput, EditOutcome } from '../schema.ts';

export function undoChange(_ctx: UseCaseContext, _input: UndoChangeInput): Promise<EditOutcome> {
  return Promise.reject(new Error('under construction'));
}
