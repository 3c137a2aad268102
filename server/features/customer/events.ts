import { z } from 'zod';
import { customerLock } from './schema.ts';

const reference = z.object({ id: z.number().int(), name: z.string() }).nullable();
const tag = z.object({ id: z.number().int(), caption: z.string(), color: z.string() });
/** Set on a compensating change: the event that it takes back. */
const undoes = z.string().optional();
/** Set when it was one of many: the run. */
const batchId = z.number().int().optional();

/** Subject: the customer. */
export const customerEvents = {
  /** `changes` has every value given, with null as the old one. */
  'customer.created': z.object({
    password: z.enum(['typed', 'link']),
    organization: reference,
    salesRepresentative: reference,
    tags: z.array(tag),
  }),
  /** `changes` has the scalar fields, and each tag by its caption as field `tags`. */
  'customer.edited': z.object({
    /** Present when changed. */
    organization: z.object({ old: reference, new: reference }).optional(),
    salesRepresentative: z.object({ old: reference, new: reference }).optional(),
    tags: z.object({ added: z.array(tag), removed: z.array(tag) }).optional(),
    undoes,
    batchId,
  }),
  'customer.locked': z.object({
    lock: customerLock,
    /** How many cabinet sessions ended with it. */
    endedSessionsCount: z.number().int(),
    undoes,
    batchId,
  }),
  'customer.unlocked': z.object({
    /** The lock that ended, so that Undo can set it again. */
    lock: customerLock,
    undoes,
    batchId,
  }),
  /** Another letter with a link to set a password was ordered. */
  'customer.linkOrdered': z.object({}),
  /** The letter with the link went out. */
  'customer.linkSent': z.object({}),
  /** It didn't: for good, or for now and it is tried again. */
  'customer.linkFailed': z.object({ isFinal: z.boolean() }),
  /** By the customer, with the link; `changes` has the password's status and the e-mail's. */
  'customer.passwordSet': z.object({
    /** How many cabinet sessions ended with it. */
    endedSessionsCount: z.number().int(),
  }),
  /**
   * The end of it: no later event. `changes` is empty, and personal values are erased from all that
   * came before.
   */
  'customer.removed': z.object({ login: z.string(), batchId }),
} as const;
