/** What a link to set a password is worth at a moment. Pure: a row in, a state out. */
export const goneStates = ['expired', 'used', 'superseded', 'blocked', 'unknown'] as const;
export type GoneState = (typeof goneStates)[number];

export interface LinkFacts {
  expiresAt: Date;
  usedAt: Date | null;
  voidedAt: Date | null;
  /** Of a customer: when they were locked. */
  blockedAt: Date | null;
}

/** That of two uses at once only one counts is the repository's matter. */
export function stateOf(link: LinkFacts | null, now: Date): 'valid' | GoneState {
  if (link === null) return 'unknown';
  if (link.blockedAt) return 'blocked';
  if (link.usedAt) return 'used';
  if (link.voidedAt) return 'superseded';
  return link.expiresAt <= now ? 'expired' : 'valid';
}
