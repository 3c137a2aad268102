import { inject } from 'vitest';
import type { TestDatabase, TestServerAddress } from './test-server.ts';
import { cloneDatabase } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServerAddress;
  }
}

/**
 * A migrated, empty database for one test file, on the server that `global-setup.ts` started:
 * `const database = await createTestDatabase()`, and `await database.drop()` in `afterAll`.
 * The address is the owner's; the application's own view is `createDb({ url, poolMax })`.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return cloneDatabase(testServer());
}

export function testServer(): TestServerAddress {
  return inject('testServer');
}
