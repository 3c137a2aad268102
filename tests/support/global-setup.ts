import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';

/**
 * Vitest's global set-up of the integration tests: one real PostgreSQL server for the whole run,
 * the built-in one in a temporary folder or the one at TEST_DATABASE_URL (its owner must be allowed
 * to create databases and roles).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer(process.env['TEST_DATABASE_URL']);
  project.provide('testServer', { url: server.url, template: server.template });
  return () => server.stop();
}
