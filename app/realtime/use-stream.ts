import { useRevalidator } from '@remix-run/react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import type { Cursor } from '#server/shared/event.ts';
import { Dispatcher } from './dispatcher.ts';
import type { EventHandler } from './event-handler.ts';
import { Stream } from './stream.ts';
import { tabLog } from './tab-log.ts';

interface Options {
  /** Of the first page that the server rendered: the stream starts there, whatever loads later. */
  cursor: Cursor;
  sessionUserId: number;
  handlers: readonly EventHandler[];
}

/** How far the tab has been told; it outlives the component as the log does. */
let told: Cursor | null = null;

/** The tab's one subscription, for as long as the signed-in part of the interface is there. */
export function useStream({ cursor, sessionUserId, handlers }: Options) {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  const revalidator = useRevalidator();
  const revalidate = useRef(revalidator.revalidate);
  const first = useRef({ cursor, handlers });
  useEffect(() => {
    revalidate.current = revalidator.revalidate;
  });
  useEffect(() => {
    const dispatcher = new Dispatcher({
      queryClient,
      sessionUserId,
      handlers: first.current.handlers,
      log: tabLog,
    });
    const stream = new Stream({
      client,
      cursor: told ?? first.current.cursor,
      onCursor: (cursor) => {
        told = cursor;
      },
      dispatcher,
      reload: async (reason) => {
        if (reason === 'rights') revalidate.current();
        await queryClient.invalidateQueries();
      },
    });
    const stopWatching = dispatcher.watchArrivals();
    const close = stream.open();
    return () => {
      close();
      stopWatching();
    };
  }, [client, queryClient, sessionUserId]);
}
