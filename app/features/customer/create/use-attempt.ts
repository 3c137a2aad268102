import { useRef, useState } from 'react';
import type { ErrorData } from '#app/lib/errors.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { getConnection, onConnectionChange } from '#app/realtime/connection.ts';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { CreateCustomerInput, CustomerDto } from '#server/features/customer/schema.ts';

type Wanted = Omit<CreateCustomerInput, 'mutationId'>;

/** `unknown`: no answer came, so it may or may not have been done. */
export type Refusal = 'unknown' | ErrorData;

interface Options {
  onDone: (customer: CustomerDto) => void;
  onRefused: (refusal: Refusal) => void;
}

/**
 * Adds the customer. The same contents sent again are the same attempt and carry the same mark, so
 * after a lost answer nobody is added twice; other contents are an attempt of their own.
 */
export function useAttempt({ onDone, onRefused }: Options) {
  const { client } = trpc.useUtils();
  const [isPending, setPending] = useState(false);
  const isOnTheWay = useRef(false);
  const last = useRef<{ contents: string; mutationId: string } | null>(null);

  async function send(wanted: Wanted) {
    if (isOnTheWay.current) return;
    isOnTheWay.current = true;
    setPending(true);
    const contents = JSON.stringify(wanted);
    if (last.current?.contents !== contents) {
      last.current = { contents, mutationId: newMutationId() };
    }
    const { mutationId } = last.current;
    const wire = cutWhenOffline();
    try {
      onDone(
        await client.customer.create.mutate({ ...wanted, mutationId }, { signal: wire.signal }),
      );
    } catch (error) {
      onRefused(errorDataOf(error) ?? 'unknown');
    } finally {
      wire.release();
      isOnTheWay.current = false;
      setPending(false);
    }
  }

  return { isPending, send };
}

/** On a dead line a request hangs for minutes; the page knows sooner that nothing comes. */
function cutWhenOffline() {
  const cut = new AbortController();
  const release = onConnectionChange(() => {
    if (getConnection().state === 'offline') cut.abort();
  });
  return { signal: cut.signal, release };
}
