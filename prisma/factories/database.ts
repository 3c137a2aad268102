import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '#prisma/generated/client.ts';

/**
 * The database as its owner: for factories, which lay ground that the application's role may not.
 * The caller disconnects it.
 */
export function createOwnerDb(url: string): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 4 }) });
}

let last = 0;

/** Unique within the process, for what has to be unique in a row. */
export function serial(): number {
  last += 1;
  return last;
}
