import type { QueryClient } from '@tanstack/react-query';
import type { TandemEvent } from '#server/features/event/schema.ts';

export interface EventContext {
  queryClient: QueryClient;
  /** This tab's own mutation: its answer has been applied already, nothing needs to be pointed out. */
  isEcho: boolean;
  /** The event was seen before and is laid over data that arrived later. */
  isReplay: boolean;
  sessionUserId: number;
}

/**
 * Patches what is cached. Called again with the same event whenever older data may have arrived, so
 * it must compare versions: newer is applied, equal or older is not, a gap is read anew.
 */
export type EventHandler = (event: TandemEvent, context: EventContext) => void;
