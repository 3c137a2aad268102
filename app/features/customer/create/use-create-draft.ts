import { useEffect, useState } from 'react';
import { trpc } from '#app/lib/trpc.ts';
import { useConnection } from '#app/realtime/connection.ts';
import type { DraftField } from '#server/features/draft/schema.ts';
import type { DraftStatus } from '../edit/draft-keeper.ts';
import { DraftKeeper } from '../edit/draft-keeper.ts';
import type { NewCustomer } from './new-customer.ts';
import { draftOf } from './new-customer.ts';

/** What is typed about a customer who does not exist yet is kept on the server, privately. */
export function useCreateDraft(form: NewCustomer) {
  const { client } = trpc.useUtils();
  const { state: connection } = useConnection();
  const [status, setStatus] = useState<DraftStatus>('kept');
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        send: (change, context) =>
          client.draft.save.mutate({ customerId: null, ...change }, { context: { ...context } }),
        onStatus: setStatus,
      }),
  );
  useEffect(() => keeper.want(draftOf(form)), [keeper, form]);
  useEffect(() => {
    const leave = () => void keeper.flush(true);
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') leave();
    };
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('pagehide', leave);
      leave();
      keeper.stop();
    };
  }, [keeper]);
  useEffect(() => {
    if (connection === 'live') void keeper.flush();
  }, [connection, keeper]);
  return {
    status,
    flush: () => void keeper.flush(),
    /** A stored draft goes on in this form. */
    takeOver: (fields: readonly DraftField[]) => keeper.takeOver(fields),
    /** The customer is there now, or the draft is not wanted: what this form has kept goes. */
    clear: () => {
      keeper.want([]);
      void keeper.flush(true);
    },
  };
}
