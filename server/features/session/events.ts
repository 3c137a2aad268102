import { z } from 'zod';
import { sessionEnds } from '#server/shared/session-end.ts';

/** Subject: the user whose session it is. */
export const sessionEvents = {
  'session.started': z.object({ ipAddress: z.string().nullable() }),
  /** Every process closes the sockets of the sessions it names. */
  'session.ended': z.object({
    /** SHA-256 of the session ids, hex; null means every session of the user. */
    sessionHashes: z.array(z.string()).max(1000).nullable(),
    /** The one that goes on when all others end. */
    keptHash: z.string().nullable().default(null),
    reason: z.enum(sessionEnds).default('ended'),
  }),
} as const;
