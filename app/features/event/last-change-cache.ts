/**
 * Keeps "who last changed this" current while it is on screen.
 * Invariant: an event that is laid over again never takes the place of a later one; the times of
 * two events that waited for each other may lie the other way round, so live ones go by the stream.
 */
import type { QueryClient } from '@tanstack/react-query';
import type {
  GetLastChangeInput,
  LastChangeDto,
  TandemEvent,
} from '#server/features/event/schema.ts';
import { namedChanges } from '#server/features/event/schema.ts';
import { cachedQueries } from '#app/lib/cached-queries.ts';

interface Context {
  queryClient: QueryClient;
  isReplay: boolean;
}

export function patchLastChanges(event: TandemEvent, { queryClient, isReplay }: Context): void {
  for (const { key, input, data } of cachedQueries<GetLastChangeInput, LastChangeDto | null>(
    queryClient,
    ['event', 'getLastChange'],
  )) {
    if (input.customerId !== event.subject.id) continue;
    const changes = namedChanges(event).filter(({ field }) => field === input.field);
    if (changes.length === 0) continue;
    if (isReplay && data !== null && event.time < data.at) continue;
    const { author, time: at, type } = event;
    queryClient.setQueryData<LastChangeDto>(key, { author, at, type, changes });
  }
}
