/**
 * Handlers that come with the file of a page instead of with the shell: as long as that page was not
 * opened there is nothing of it in the cache to be kept current, and its code need not be there. What
 * happened before is laid over the page's data when that arrives, so nothing is missed.
 */
import type { EventHandler } from './event-handler.ts';

const late = new Set<EventHandler>();

/** For the module of a page, before anything of it is shown; stays as long as the tab. */
export function followEvents(handler: EventHandler): void {
  late.add(handler);
}

export function lateHandlers(): ReadonlySet<EventHandler> {
  return late;
}
