/** What a session says of itself. Pure: a session in, what the screens are built from out. */
import type { Actor } from '#server/shared/actor.ts';
import { permissionsOf } from '#server/shared/permissions.ts';
import type { SessionDto } from './schema.ts';

export function describeSession(session: {
  actor: Actor;
  company: SessionDto['company'];
}): SessionDto {
  const { actor, company } = session;
  const { userId, firstName, lastName, email, role, language } = actor;
  return {
    user: { id: userId, firstName, lastName, email, role, language },
    company,
    permissions: [...permissionsOf(role)],
  };
}
