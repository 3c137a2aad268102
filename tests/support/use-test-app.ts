/** The usual ground of an integration test: a database of its own and the real process on it. */
import { afterAll, beforeAll } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { assert } from '#server/shared/assert.ts';
import { startTestApp } from './app.ts';
import type { TestApp, TestAppOptions } from './app.ts';
import { createTestDatabase } from './database.ts';
import { ownerOf } from './owner.ts';
import type { TestDatabase } from './test-server.ts';

export interface TestSetting {
  readonly database: TestDatabase;
  readonly app: TestApp;
  /** The database as its owner sees it. */
  readonly owner: PrismaClient;
}

/**
 * Declares that this file starts the process before its first test and stops it after the last one.
 * The properties can be read in hooks and tests, not while the file is being collected.
 */
export function useTestApp(options: Omit<TestAppOptions, 'databaseUrl'> = {}): TestSetting {
  let database: TestDatabase | undefined;
  let app: TestApp | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    app = await startTestApp({ databaseUrl: database.url, ...options });
  });
  afterAll(async () => {
    await app?.stop();
    await database?.drop();
  });
  return {
    get database() {
      assert(database, 'read before beforeAll');
      return database;
    },
    get app() {
      assert(app, 'read before beforeAll');
      return app;
    },
    get owner() {
      return ownerOf(this.database);
    },
  };
}
