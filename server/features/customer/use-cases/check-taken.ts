/** Tells whether a login or an e-mail belongs to another customer already. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { CheckTakenInput, TakenDto } from '../schema.ts';

export function checkTaken(_ctx: UseCaseContext, _input: CheckTakenInput): Promise<TakenDto> {
  return Promise.reject(new Error('under construction'));
}
