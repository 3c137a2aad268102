import { defineConfig } from '@playwright/test';
import { browserArgs, installedBrowser } from './tests/support/browser.ts';

/** What is told within a second. */
const prompt = ['presence.test.ts', 'blocked.test.ts'];

/**
 * Journeys in a real browser, against the built product: two processes on one database, so that
 * "a colleague sees it" holds across processes too. Times are generous because machines are shared;
 * what must be fast is measured in `bench/`. But for what is told within a second: that keeps its bound,
 * and `npm test` runs it alone on the machine.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    {
      name: 'journeys',
      testMatch: '*.test.ts',
      testIgnore: prompt,
      outputDir: 'test-results/journeys',
    },
    { name: 'prompt', testMatch: prompt, outputDir: 'test-results/prompt' },
  ],
  globalSetup: './tests/e2e/global-setup.ts',
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    // A trace records each moment of each test: a press costs half as much again. `TRACE=1` asks for it.
    trace: process.env['TRACE'] === undefined ? 'off' : 'retain-on-failure',
    launchOptions: { executablePath: installedBrowser() ?? '', args: browserArgs },
  },
});
