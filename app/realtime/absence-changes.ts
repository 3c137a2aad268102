import { useCallback, useEffect, useRef } from 'react';
import { useSession } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { unseenOf } from './absence.ts';
import { addUnseen, forgetUnseen, useEndedAbsence, useIsAbsent } from './absence-store.ts';
import { tabLog } from './tab-log.ts';

/** What came last is on screen by then. */
const settleMs = 200;
/** More are not shown one by one; their number is. */
const askedMax = 100;

/**
 * On return, finds out what colleagues changed on this customer meanwhile. The events have come over
 * the stream; only after a gap, when the page was read anew instead, they are asked for.
 *
 * @param version of the customer as it is on screen
 */
export function useNoteUnseen(customerId: number, version: number) {
  const missedEvents = useMissedEvents();
  const { user } = useSession();
  const ended = useEndedAbsence();
  const isAbsent = useIsAbsent();
  const shownVersion = useRef(version);
  const seenVersion = useRef(version);
  const handled = useRef(ended);
  useEffect(() => {
    shownVersion.current = version;
    // Also when a look elsewhere is over: what came during it is on screen, and no absence.
    if (!isAbsent && handled.current === ended) seenVersion.current = version;
  }, [ended, isAbsent, version]);
  useEffect(() => {
    if (ended === null || ended === handled.current) return;
    const timer = setTimeout(() => {
      const [since, until] = [seenVersion.current, shownVersion.current];
      handled.current = ended;
      seenVersion.current = until;
      void missedEvents(customerId, since, until).then((events) => {
        const what = unseenOf(events, { selfId: user.id, span: ended });
        if (what !== null) addUnseen(customerId, what);
      });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [customerId, ended, missedEvents, user.id]);
  useEffect(() => () => forgetUnseen(customerId), [customerId]);
}

type Missed = (customerId: number, since: number, until: number) => Promise<readonly TandemEvent[]>;

/** The events after one version up to another, oldest first. */
function useMissedEvents(): Missed {
  const { client } = trpc.useUtils();
  return useCallback(
    async (customerId, since, until) => {
      const isMissed = ({ subject, version }: TandemEvent) =>
        subject.type === 'customer' &&
        subject.id === customerId &&
        version > since &&
        version <= until;
      const told = tabLog.events.filter(isMissed);
      if (told.length === until - since) return told;
      try {
        const { rows } = await client.event.list.query({ customerId, pageSize: askedMax });
        return rows.filter(isMissed).reverse();
      } catch {
        // The page itself is current; only what changed can't be pointed out.
        return [];
      }
    },
    [client],
  );
}
