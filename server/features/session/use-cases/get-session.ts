/** Who is signed in and what they may do: what every screen is built from. */
import type { UseCaseContext } from '#server/trpc/context.ts';
import { describeSession } from '../domain.ts';
import type { SessionDto } from '../schema.ts';

export function getSession({ session }: Pick<UseCaseContext, 'session'>): SessionDto {
  return describeSession(session);
}
