import { useEffect, useState } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import { useConnection } from '#app/realtime/connection.ts';
import type { DraftDto, DraftField } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { DraftChange, DraftStatus } from './draft-keeper.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { FormStore } from './form-store.ts';
import { draftOf } from './form-state.ts';
import { askBeforeUnload, keepTrying, stopTrying } from './unkept-drafts.ts';

export interface Draft {
  status: DraftStatus;
  flush: () => void;
  /** A stored draft goes on in this tab. */
  takeOver: (fields: readonly DraftField[]) => void;
  /** A stored draft is thrown away. */
  forget: (fields: readonly EditableField[]) => void;
}

/** What is typed is kept on the server, privately, from the first pause on. */
export function useDraft(store: FormStore, customerId: number): Draft {
  const utils = trpc.useUtils();
  const { state: connection } = useConnection();
  const [status, setStatus] = useState<DraftStatus>('kept');
  const [keeper] = useState(() => {
    const send = async (change: DraftChange, { outlivesPage }: { outlivesPage: boolean }) => {
      const input = { customerId, ...change };
      await utils.client.draft.save.mutate(input, { context: { outlivesPage } });
      utils.draft.get.setData({ customerId }, (draft) => withChange(draft, change));
    };
    return new DraftKeeper({ send, onStatus: setStatus });
  });
  useEffect(() => {
    const want = () => keeper.want(draftOf(store.state));
    want();
    return store.listen(want);
  }, [keeper, store]);
  useEffect(() => {
    stopTrying(customerId);
    const stopAsking = askBeforeUnload(() => keeper.status === 'failed');
    const leave = () => void keeper.flush(true);
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') leave();
    };
    document.addEventListener('visibilitychange', onVisibility);
    // Before the next page is asked for: it shall find the draft.
    window.addEventListener('beforeunload', leave);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('pagehide', leave);
      stopAsking();
      leave();
      if (store.isDirty) keepTrying(customerId, keeper);
      else keeper.stop();
    };
  }, [keeper, store, customerId]);
  useEffect(() => {
    // The last words before a reload may have come after the page was put together.
    if (isReloaded()) void utils.draft.get.invalidate({ customerId });
  }, [utils, customerId]);
  useEffect(() => {
    if (connection === 'live') void keeper.flush();
  }, [connection, keeper]);
  return {
    status,
    flush: () => void keeper.flush(),
    takeOver: (fields) => keeper.takeOver(fields),
    forget: (fields) => {
      keeper.takeOver(fields.map((field) => ({ field, value: null, base: null, version: 0 })));
      keeper.want(draftOf(store.state));
      void keeper.flush();
    },
  };
}

function isReloaded(): boolean {
  return performance
    .getEntriesByType('navigation')
    .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type === 'reload');
}

/** The cached draft after what this tab has stored. */
function withChange(
  draft: DraftDto | null | undefined,
  { set, clear }: DraftChange,
): DraftDto | null | undefined {
  if (draft === undefined || draft === null) return draft;
  const gone = new Set<string>([...clear, ...set.map(({ field }) => field)]);
  const fields = draft.fields.filter(({ field }) => !gone.has(field));
  return fields.length === 0 ? null : { ...draft, fields };
}
