import type { QueryCacheNotifyEvent, QueryClient } from '@tanstack/react-query';
import { notifyManager } from '@tanstack/react-query';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { noteMissed } from './absence-store.ts';
import type { EventHandler } from './event-handler.ts';
import type { EventLog } from './event-log.ts';
import { lateHandlers } from './late-handlers.ts';
import { isOwnMutation } from './mutation-id.ts';
import { noteChange } from './recent-changes.ts';

interface Options {
  queryClient: QueryClient;
  handlers: readonly EventHandler[];
  sessionUserId: number;
  log: EventLog;
}

/**
 * Hands each event of the stream to the nouns' handlers, and lays the latest ones again over data
 * that a request or a page brings, because that may be older than the stream.
 */
export class Dispatcher {
  readonly #options: Options;
  #replayIsDue = false;

  constructor(options: Options) {
    this.#options = options;
  }

  receive(events: readonly TandemEvent[]) {
    const fresh = events.filter((event) => this.#options.log.add(event));
    this.#apply(fresh, false);
    for (const event of fresh) {
      // What one's own tabs did is no news to oneself.
      if (event.author?.id === this.#options.sessionUserId) continue;
      noteChange(event);
      noteMissed(event);
    }
  }

  /** After a resync everything is read anew: what came before has no bearing on it. */
  forget() {
    this.#options.log.clear();
  }

  /** @returns the end of it */
  watchArrivals(): () => void {
    return this.#options.queryClient.getQueryCache().subscribe((notice) => {
      if (bringsData(notice)) this.#replaySoon();
    });
  }

  /** Once for all that arrives together; hydration happens while React renders, so not at once. */
  #replaySoon() {
    if (this.#replayIsDue || this.#options.log.events.length === 0) return;
    this.#replayIsDue = true;
    queueMicrotask(() => {
      this.#replayIsDue = false;
      this.#apply(this.#options.log.events, true);
    });
  }

  #apply(events: readonly TandemEvent[], isReplay: boolean) {
    const { queryClient, handlers, sessionUserId } = this.#options;
    notifyManager.batch(() => {
      for (const event of events) {
        const isEcho = isOwnMutation(event.mutationId);
        for (const handler of [...handlers, ...lateHandlers()]) {
          try {
            handler(event, { queryClient, isEcho, isReplay, sessionUserId });
          } catch (error) {
            // One noun's fault must not stop the stream: the fault is reported, and what is on
            // screen is read anew, so that it is right all the same.
            reportError(error);
            void queryClient.invalidateQueries();
          }
        }
      }
    });
  }
}

/** Data of a request or of a page, as opposed to a handler's own patch. */
export function bringsData(notice: QueryCacheNotifyEvent): boolean {
  if (notice.type === 'added') return notice.query.state.data !== undefined;
  if (notice.type !== 'updated') return false;
  const { action } = notice;
  return action.type === 'setState' || (action.type === 'success' && action.manual !== true);
}
