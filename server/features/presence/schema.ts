import { z } from 'zod';
import { place } from '#server/shared/presence.ts';

/** Where this tab is now; null for nowhere that colleagues would care about. */
export const showPlaceInput = z.strictObject({ place: place.nullable() });
export type ShowPlaceInput = z.infer<typeof showPlaceInput>;

/** By its lease a tab knows itself among the others, its user's other tabs included. */
export const shownPlaceDto = z.object({ leaseId: z.string() });
export type ShownPlaceDto = z.infer<typeof shownPlaceDto>;

export const followPresenceInput = z.strictObject({}).nullish();
export type FollowPresenceInput = z.infer<typeof followPresenceInput>;
