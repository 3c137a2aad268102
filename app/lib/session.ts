import { createContext, useContext } from 'react';
import type { SessionDto } from '#server/features/session/schema.ts';
import type { Actor } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';

/** Filled by the signed-in layout alone. */
export const SessionContext = createContext<SessionDto | null>(null);

export function useSession(): SessionDto {
  const session = useContext(SessionContext);
  assert(session !== null, 'useSession is for pages of signed-in users');
  return session;
}

/** Who acts, as the policies' `can` functions take it: the same answer as the server's guard. */
export function useActor(): Pick<Actor, 'role' | 'userId'> {
  const { user } = useSession();
  return { role: user.role, userId: user.id };
}
