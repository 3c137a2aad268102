/**
 * Who is where and what they are about to do: ephemeral, never in a table. Browser-safe.
 * A lease belongs to one socket (one tab); readers join the leases of one person into one avatar.
 */
import { z } from 'zod';
import { editableFields } from './customer-fields.ts';
import { rowNumber } from './row-number.ts';

/** From the weakest to the strongest: of several tabs the strongest is shown. */
export const presenceStates = ['away', 'viewing', 'editing'] as const;
export type PresenceState = (typeof presenceStates)[number];

/** What someone is preparing; stands on that button for the others, warns, never blocks. */
export const intents = [
  'deposit',
  'withdraw',
  'reverse',
  'lock',
  'unlock',
  'remove',
  'signInAs',
] as const;
export type Intent = (typeof intents)[number];

/** An intent ends with its dialog, or after this long without a sign of activity (product 5.2). */
export const intentIdleMs = 60_000;

export const place = z.strictObject({
  customerId: rowNumber,
  state: z.enum(presenceStates),
  /** The field that has the focus while editing. */
  field: z.enum(editableFields).nullable(),
  intent: z.enum(intents).nullable(),
});
export type Place = z.infer<typeof place>;

/** One tab of one person at one place. */
export interface Lease {
  /** Unique over all processes; says nothing about the session. */
  id: string;
  user: { id: number; name: string };
  place: Place;
}

/** Deliveries on `presence.follow`; not tracked: a new subscription begins with everything. */
export type PresenceMessage =
  { kind: 'all'; leases: Lease[] } | { kind: 'changes'; set: Lease[]; gone: string[] };
