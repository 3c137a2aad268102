/**
 * Keeps one's own exports current: an event of one makes this tab ask for its own list again. Events
 * of colleagues' exports are told apart by their author, so a hundred viewers ask for nothing.
 */
import type { QueryClient } from '@tanstack/react-query';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { ExportRow } from './exported.ts';
import { cachedQueries } from '#app/lib/cached-queries.ts';

const procedure = ['export', 'list'] as const;

interface Context {
  queryClient: QueryClient;
  sessionUserId: number;
}

export function exportEventHandler(
  { type, subject, author, version }: TandemEvent,
  { queryClient, sessionUserId }: Context,
): void {
  if (!type.startsWith('export.')) return;
  for (const { key, data } of cachedQueries<undefined, ExportRow[]>(queryClient, procedure)) {
    const cached = data.find(({ id }) => id === subject.id);
    if (cached === undefined ? author?.id !== sessionUserId : version <= cached.version) continue;
    void queryClient.invalidateQueries({ queryKey: key, exact: true });
  }
}

/** Puts what the server just answered into the list, the newest first. */
export function withExport(rows: ExportRow[] | undefined, exported: ExportRow): ExportRow[] {
  const others = (rows ?? []).filter(({ id }) => id !== exported.id);
  return [exported, ...others].sort((a, b) => b.id - a.id);
}
