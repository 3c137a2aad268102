import type { Logger } from '#server/infra/log.ts';
import type { Db } from './client.ts';

/** Whether the database answers at all; the reason why not goes to the log. */
export async function answers(db: Db, log: Logger): Promise<boolean> {
  try {
    await db.$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer');
    return false;
  }
}
