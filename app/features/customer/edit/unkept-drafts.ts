import { getConnection, onConnectionChange } from '#app/realtime/connection.ts';
import type { DraftKeeper } from './draft-keeper.ts';

/** Pages that were left before their draft could be stored: it goes out with the next connection. */
const waiting = new Map<number, () => void>();

export function keepTrying(customerId: number, keeper: DraftKeeper): void {
  stopTrying(customerId);
  const stopAsking = askBeforeUnload(() => keeper.status === 'failed');
  const stopListening = onConnectionChange(() => {
    if (getConnection().state !== 'live') return;
    void keeper.flush().then(() => {
      if (keeper.status === 'kept') stopTrying(customerId);
    });
  });
  waiting.set(customerId, () => {
    keeper.stop();
    stopAsking();
    stopListening();
  });
}

/** The page is open again and keeps its draft itself. */
export function stopTrying(customerId: number): void {
  waiting.get(customerId)?.();
  waiting.delete(customerId);
}

/** The browser's own question, only while something would be lost. @returns the end of it */
export function askBeforeUnload(isUnkept: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (isUnkept()) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
