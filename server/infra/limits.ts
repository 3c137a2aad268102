/**
 * How often one address may try something, per process. In memory: a limit that survives a restart
 * is the account's own lockout, which the database keeps.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { AppError } from '#server/shared/errors.ts';

export interface Limits {
  /** @throws TOO_MANY_REQUESTS */
  signIn: (ipAddress: string) => Promise<void>;
  /** Of links to set a password. @throws TOO_MANY_REQUESTS */
  requestLink: (ipAddress: string) => Promise<void>;
}

/** Generous, because a whole office may share one address. */
const perMinute = { signIn: 600, requestLink: 60 } as const;

export function createLimits(): Limits {
  return { signIn: limitOf(perMinute.signIn), requestLink: limitOf(perMinute.requestLink) };
}

function limitOf(points: number): (ipAddress: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return async (ipAddress) => {
    // Counted and judged in one step: of a burst at once no more than the limit pass.
    const used = await limiter.penalty(ipAddress);
    if (used.consumedPoints > points) throw new AppError('TOO_MANY_REQUESTS');
  };
}
