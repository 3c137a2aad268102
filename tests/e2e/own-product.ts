import type { Browser } from '@playwright/test';
import { ownerOf } from '#tests/support/owner.ts';
import { startProduct } from '#tests/support/product.ts';
import { cloneDatabase } from '#tests/support/test-server.ts';
import { databaseTemplate, databaseUrl, worldOf } from './world.ts';
import type { World } from './world.ts';

/**
 * A process with a database of its own, for what all processes of one database do alike: they share
 * the jobs, so a letter is sent by whichever comes first.
 */
export async function withOwnProduct(
  browser: Browser,
  env: Record<string, string>,
  act: (world: World, origin: string) => Promise<void>,
): Promise<void> {
  const database = await cloneDatabase({ url: databaseUrl(), template: databaseTemplate() });
  const product = await startProduct({ databaseUrl: database.url, env });
  const place = { databaseUrl: database.url, origin: product.origin };
  const world = await worldOf(browser, place);
  try {
    await act(world, product.origin);
  } finally {
    await world.close();
    await product.stop();
    await ownerOf(database).$disconnect();
    await database.drop();
  }
}
