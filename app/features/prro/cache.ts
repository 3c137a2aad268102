/**
 * Keeps the page of the cash register current. Invariant: settings only ever move to a newer version.
 * An event does not tell of the key, so whoever looks at the page asks: superadmins alone.
 */
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import { noteSaved } from '#app/realtime/last-saved.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { PrroDto } from '#server/features/prro/schema.ts';

export function prroEventHandler(event: TandemEvent, { queryClient }: EventContext): void {
  if (event.type !== 'prro.configured') return;
  noteSaved(event);
  for (const { key, data } of cachedQueries<unknown, PrroDto>(queryClient, ['prro', 'get'])) {
    if (event.version <= data.version) continue;
    void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
}
