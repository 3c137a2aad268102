import { defineConfig } from 'vitest/config';

/**
 * Kinds of tests, named by their cost (architecture 10). All run far from UTC, in a zone with
 * an odd offset, so that nothing passes by living in London.
 */
const env = { TZ: 'Asia/Kathmandu' };

/**
 * What is told within a few seconds: alone on the machine, so that it is the product that is timed. And
 * what holds back the events of the whole server while it is at work.
 */
const prompt = [
  'tests/integration/presence/**/*.test.ts',
  'tests/integration/process/two-processes.test.ts',
  'tests/integration/session/sessions.test.ts',
  'tests/integration/user/{status,change-role}.test.ts',
  'tests/integration/event/{stream,socket-life}.test.ts',
  'tests/integration/company/settings-act.test.ts',
  'tests/integration/view/count-views.test.ts',
];
const integration = {
  globalSetup: ['tests/support/global-setup.ts'],
  env,
  pool: 'forks' as const,
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

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
          exclude: prompt,
          ...integration,
          // The database and the tests share the machine: more workers only wait for each other.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'prompt',
          include: prompt,
          ...integration,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
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
