/** The reader's own profile, with the version that a save carries. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import { getProfileRow } from '../repository/profile.ts';
import type { ProfileDto } from '../schema.ts';

/** @throws UNAUTHENTICATED when the user was removed or blocked meanwhile */
export function getProfile({ actor, db }: UseCaseContext): Promise<ProfileDto> {
  return getProfileRow(db, actor.userId);
}
