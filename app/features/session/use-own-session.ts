import { trpc } from '#app/lib/trpc.ts';
import type { SessionDto } from '#server/features/session/schema.ts';

/** Who is signed in, as the page was rendered with it and as it is since: `cache.ts` asks anew. */
export function useOwnSession(rendered: SessionDto): SessionDto {
  return trpc.session.current.useQuery(undefined, { initialData: rendered }).data;
}
