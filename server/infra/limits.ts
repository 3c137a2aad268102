/**
 * How often one address may try something, per process. In memory: a limit that survives a restart
 * is the account's own lockout, which the database keeps.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '#server/shared/errors.ts';

export interface Limits {
  /** @throws TOO_MANY_REQUESTS */
  signIn: (ipAddress: string) => Promise<void>;
}

/** Generous, because a whole office may share one address. */
const signInsPerMinute = 600;

export function createLimits(): Limits {
  const signIns = new RateLimiterMemory({ points: signInsPerMinute, duration: 60 });
  return {
    signIn: async (ipAddress) => {
      // Counted and judged in one step: of a burst at once no more than the limit pass.
      const used = await signIns.penalty(ipAddress);
      if (used.consumedPoints > signInsPerMinute) throw new AppError('TOO_MANY_REQUESTS');
    },
  };
}
