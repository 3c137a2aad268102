/**
 * Why a session ended: told by the event, by the socket that closes with it, and by the page that the
 * thrown-out reader lands on. Pure and browser-safe.
 */
export const sessionEnds = [
  /** Signed out, perhaps in another tab. */
  'signedOut',
  /** Its time was up, or nothing more is known. */
  'ended',
  /** By its own user, from another session. */
  'endedByOwner',
  'endedBySuperadmin',
  /** A changed password ends the others. */
  'passwordChanged',
  'blocked',
] as const;
export type SessionEnd = (typeof sessionEnds)[number];

export function isSessionEnd(value: unknown): value is SessionEnd {
  return sessionEnds.some((end) => end === value);
}

/** Whose connections end with an event. */
export interface Revocation {
  userId: number;
  /** SHA-256 of the sessions that end; null means all of the user's. */
  sessionHashes: readonly string[] | null;
  /** The one that goes on when all others end. */
  keptHash: string | null;
  /** Told to whoever is thrown out, as the reason of the closing frame. */
  reason: SessionEnd;
}
