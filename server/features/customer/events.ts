import { z } from 'zod';
import { customerLock } from './schema.ts';

/** Subject: the customer. */
export const customerEvents = {
  'customer.locked': z.object({
    lock: customerLock,
    /** How many cabinet sessions ended with it. */
    endedSessionsCount: z.number().int(),
  }),
  'customer.unlocked': z.object({
    /** The lock that ended, so that Undo can set it again. */
    lock: customerLock,
  }),
} as const;
