import { trpc } from '#app/lib/trpc.ts';
import type { DraftRowDto } from '#server/features/draft/schema.ts';

/** One question for the loader and the screen: the same key in the cache. */
export const draftsInput = {};

/**
 * One's own unfinished work, newest first. No event tells of drafts, for they are nobody else's
 * business: another tab's are seen when one comes back to this one.
 */
export function useDrafts(): readonly DraftRowDto[] {
  const { data } = trpc.draft.list.useQuery(draftsInput, {
    staleTime: 5000,
    refetchOnWindowFocus: true,
  });
  return data ?? [];
}
