import { useRef, useState } from 'react';
import { newMutationId } from '#app/realtime/mutation-id.ts';
import type { PostedOperationDto } from '#server/features/operation/schema.ts';
import type { Refusal } from './attempt.ts';
import { refusalOf } from './attempt.ts';

type Command = (idempotencyKey: string) => Promise<PostedOperationDto>;

interface Options {
  onDone: (posted: PostedOperationDto) => void;
  onRefused?: (refusal: Refusal) => void;
}

/**
 * One intention to move money: its key is made with the dialog and kept until it is done, however
 * often it is sent. After an unknown outcome the very same command goes out again, so that it can
 * only be the first result or the first try; `isUnknown` makes the fields read-only meanwhile.
 */
export function useMoneyCommand({ onDone, onRefused }: Options) {
  const [idempotencyKey] = useState(newMutationId);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPending, setPending] = useState(false);
  const inFlight = useRef(false);
  const last = useRef<Command | null>(null);

  async function run(command: Command) {
    // A second Enter while the first is on its way is the same intention.
    if (inFlight.current) return;
    inFlight.current = true;
    last.current = command;
    setPending(true);
    try {
      onDone(await command(idempotencyKey));
    } catch (error) {
      const refused = refusalOf(error);
      setRefusal(refused);
      onRefused?.(refused);
    } finally {
      inFlight.current = false;
      setPending(false);
    }
  }

  const isUnknown = refusal?.kind === 'unknown';
  return {
    refusal,
    isPending,
    isUnknown,
    /** Sends the command; after an unknown outcome the former one, as it was. */
    send: (command: Command) => void run(isUnknown && last.current ? last.current : command),
    /** Something was edited: what was said of the former attempt no longer applies. */
    forget: () => setRefusal(null),
  };
}
