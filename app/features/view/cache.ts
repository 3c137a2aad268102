/**
 * Keeps the list of views current: those that colleagues share come, change and go by events.
 * Invariant: a view only ever moves to a newer version. A colleague's private view is never told of.
 * It doesn't follow the reader's list to a view's new question: that is for who looks at it.
 */
import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import { tellCounts } from './counts-news.ts';

const listProcedure = ['view', 'list'] as const;

export function viewEventHandler(event: TandemEvent, context: EventContext): void {
  if (!context.isReplay) tellCounts(event);
  if (event.type === 'view.shared') patchAll(context.queryClient, sharedView(event));
  if (event.type === 'view.withdrawn') withdraw(event, context);
}

function sharedView({ subject, version, data }: EventOf<'view.shared'>): ViewDto {
  return { id: subject.id, version, isShared: true, ...data };
}

/**
 * Gone for everybody but its owner, who may have kept it to themselves: their pages ask. The page
 * that did it asks too, because its answer may still be on the way.
 */
function withdraw(event: EventOf<'view.withdrawn'>, context: EventContext): void {
  const { queryClient, sessionUserId } = context;
  for (const { key, data } of cachedQueries<unknown, ViewDto[]>(queryClient, listProcedure)) {
    const view = data.find(({ id }) => id === event.subject.id);
    if (view === undefined || view.version >= event.version) continue;
    if (view.owner.id === sessionUserId) {
      void queryClient.invalidateQueries({ queryKey: key, exact: true });
    } else {
      queryClient.setQueryData(
        key,
        data.filter((other) => other !== view),
      );
    }
  }
}

/** Puts a view as it stands now into every cached list, unless a newer one is there. */
export function patchAll(queryClient: QueryClient, view: ViewDto): void {
  for (const { key, data } of cachedQueries<unknown, ViewDto[]>(queryClient, listProcedure)) {
    const known = data.find(({ id }) => id === view.id);
    if (known !== undefined && known.version >= view.version) continue;
    const others = data.filter((other) => other !== known);
    queryClient.setQueryData(key, [...others, view]);
  }
}

export function dropView(queryClient: QueryClient, viewId: number): void {
  for (const { key, data } of cachedQueries<unknown, ViewDto[]>(queryClient, listProcedure)) {
    queryClient.setQueryData(
      key,
      data.filter(({ id }) => id !== viewId),
    );
  }
}
