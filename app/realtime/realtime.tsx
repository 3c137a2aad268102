import { useEffect } from 'react';
import type { Cursor } from '#server/shared/event.ts';
import { watchAbsence } from './absence-store.ts';
import type { EventHandler } from './event-handler.ts';
import { usePresenceConnection } from './presence.ts';
import { useStream } from './use-stream.ts';

interface Props {
  cursor: Cursor;
  sessionUserId: number;
  handlers: readonly EventHandler[];
}

/** Renders nothing; while it is there, the page is kept up to date. */
export function Realtime(props: Props) {
  useStream(props);
  usePresenceConnection(props.sessionUserId);
  useEffect(watchAbsence, []);
  return null;
}
