import { EventLog } from './event-log.ts';

/**
 * What the tab has been told so far. It outlives the component that listens: an error page in its
 * place goes on where it was, and nothing is told as news a second time.
 */
export const tabLog = new EventLog();
