/** Who is signed in and what they may do: what every screen is built from. */
import type { SignedIn } from '#server/infra/auth/auth.ts';
import { permissionsOf } from '#server/shared/permissions.ts';
import type { SessionDto } from '../schema.ts';

export function describeSession({ session }: { session: SignedIn }): SessionDto {
  const { actor, company } = session;
  const { userId, firstName, lastName, email, role, language } = actor;
  return {
    user: { id: userId, firstName, lastName, email, role, language },
    company,
    permissions: [...permissionsOf(role)],
  };
}
