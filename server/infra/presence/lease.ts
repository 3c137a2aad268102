import type { Place } from '#server/shared/presence.ts';

/**
 * One socket's right to be somewhere. It ends with the socket, and with nothing else: no page timer
 * keeps it alive, no row remembers it.
 */
export interface PresenceLease {
  /** Unique over all processes; names neither the session nor the process's address. */
  readonly id: string;
  /** The customer that was last found visible: showing them again asks nobody. */
  customerId: number | null;
  /** Tells the company where this tab is now; null is nowhere. A repetition only renews an intent. */
  show: (place: Place | null) => void;
  /** Silence on the wire hides the lease until something is heard again. */
  suspend: () => void;
  resume: () => void;
  /** For good, and told at once. */
  end: () => void;
}
