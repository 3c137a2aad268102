/** Reads what the runners report, for the summed last line of `npm test`. */
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** Files that failed before their first test. */
  numFailedTestSuites: z.number(),
  success: z.boolean(),
});

export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, success } = vitestReport.parse(report);
  const failed = success ? numFailedTests : Math.max(numFailedTests, 1);
  return { passed: numPassedTests, failed };
}

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    /** Failed first and passed when tried again: the product or the test is not sound. */
    flaky: z.number(),
  }),
  errors: z.array(z.unknown()).default([]),
});

export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = playwrightReport.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** A runner that ends badly has at least one failure, and so has one that ran nothing. */
export function stepCounts(exitCode: number, { passed, failed }: Counts): Counts {
  if (exitCode !== 0) {
    return { passed: failed > 0 ? passed : Math.max(passed - 1, 0), failed: Math.max(failed, 1) };
  }
  return passed + failed === 0 ? { passed: 0, failed: 1 } : { passed, failed };
}

/** The last lines that say something, without colours. */
export function closingLines(output: string, count: number): string[] {
  return output
    .replaceAll(colours, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')
    .slice(-count);
}

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
