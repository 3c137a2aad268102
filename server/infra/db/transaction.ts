/**
 * The one way to change rows: a transaction that is retried on serialization failures and deadlocks,
 * and on a unique value that another took between the look and the write (the next look sees whose it
 * is), and wakes the event tail once it is committed. No network inside: the tail waits for open writers.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db, Tx } from './client.ts';
import { isRetryable, isUniqueViolation } from './errors.ts';

const attemptsMax = 5;

export interface TransactionContext {
  db: Db;
  events: { wake: () => void };
}

/** @throws what `fn` throws, with everything rolled back */
export async function inTransaction<T>(
  ctx: TransactionContext,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await ctx.db.$transaction(fn, { maxWait: 5_000, timeout: 10_000 });
      ctx.events.wake();
      return result;
    } catch (error) {
      const isWorthAnother = isRetryable(error) || isUniqueViolation(error);
      if (attempt === attemptsMax || !isWorthAnother) throw error;
      await sleep(Math.random() * 10 * 2 ** attempt);
    }
  }
}
