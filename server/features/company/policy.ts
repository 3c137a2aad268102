import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';

type Who = Pick<Actor, 'role'>;

/** Only superadmins see and change what the company has set. */
export const can = {
  configure: (actor: Who) => holds(actor, 'company:configure'),
};
