import { z } from 'zod';

const nothing = z.object({});

/** Subject: the user. */
export const userEvents = {
  'user.blocked': nothing,
  'user.activated': nothing,
  /** Too many failed sign-ins; null: until an admin unlocks. */
  'user.lockedOut': z.object({ until: z.string().nullable() }),
  /** Own language; told to nobody but the user's own tabs. */
  'user.languageChosen': z.object({ language: z.string() }),
} as const;
