import { keepPreviousData } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { ViewCountDto, ViewDto } from '#server/features/view/schema.ts';
import { CountsClock } from './counts-clock.ts';
import { couldMove, hearCounts } from './counts-news.ts';

/** How many customers each view in sight finds; asked again, seldom, when that may have changed. */
export function useViewCounts(views: readonly ViewDto[]): (viewId: number) => ViewCountDto | null {
  const viewIds = views.map(({ id }) => id).sort((a, b) => a - b);
  const { data, refetch } = trpc.view.count.useQuery(
    { viewIds },
    {
      enabled: viewIds.length > 0,
      placeholderData: keepPreviousData,
      retry: false,
      // No event says what a number is now, and nobody listens while no view is in sight.
      staleTime: 0,
    },
  );
  const latest = useRef({ views, refetch });
  useEffect(() => {
    latest.current = { views, refetch };
  });
  useEffect(() => {
    const isVisible = () => document.visibilityState === 'visible';
    const clock = new CountsClock({ ask: () => void latest.current.refetch(), isVisible });
    const endHearing = hearCounts((event) => {
      if (
        couldMove(
          event,
          latest.current.views.map(({ params }) => params),
        )
      )
        clock.note();
    });
    const look = () => clock.show();
    document.addEventListener('visibilitychange', look);
    return () => {
      endHearing();
      document.removeEventListener('visibilitychange', look);
      clock.stop();
    };
  }, []);
  useAskAfterChange(views, refetch);
  return (viewId) => data?.find((count) => count.viewId === viewId) ?? null;
}

/** A view with another question has another number, although its id is the same. */
function useAskAfterChange(views: readonly ViewDto[], ask: () => unknown) {
  const known = useRef(new Map<number, string>());
  useEffect(() => {
    const before = known.current;
    known.current = new Map(views.map(({ id, params }) => [id, JSON.stringify(params)]));
    const isChanged = views.some(({ id }) => {
      const text = before.get(id);
      return text !== undefined && text !== known.current.get(id);
    });
    if (isChanged) ask();
  });
}
