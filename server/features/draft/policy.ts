import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

/**
 * Who keeps drafts: everyone who may see customers, so that a right to edit that is taken away in
 * the middle of it takes nothing typed with it. Whose they are is no question: always one's own.
 */
export const can = {
  keep: (actor: Who) => holds(actor, 'customer:view'),
};
