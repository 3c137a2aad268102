import { defineConfig } from 'vitest/config';

/**
 * Kinds of tests, named by their cost (architecture 10). All run far from UTC, in a zone with
 * an odd offset, so that nothing passes by living in London.
 */
const env = { TZ: 'Asia/Kathmandu' };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['server/**/*.test.ts', 'app/**/*.test.{ts,tsx}', 'prisma/**/*.test.ts'],
          env,
          testTimeout: 10_000,
        },
      },
      {
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          env,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/global-setup.ts'],
          env,
          // The database and the tests share the machine: more workers only wait for each other.
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'controls',
          include: ['tests/controls/**/*.test.ts'],
          env,
          maxConcurrency: 2,
          testTimeout: 180_000,
        },
      },
    ],
  },
});
