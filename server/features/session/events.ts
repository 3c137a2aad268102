import { z } from 'zod';

/** Subject: the user whose sessions ended. Every process closes the sockets it names (or all). */
export const sessionEvents = {
  'session.ended': z.object({
    /** SHA-256 of the session ids, hex; null means every session of the user. */
    sessionHashes: z.array(z.string()).max(1000).nullable(),
  }),
} as const;
