import { describe, expect, it } from 'vitest';
import { closingLines, playwrightCounts, stepCounts, vitestCounts } from '#tests/support/counts.ts';

const suites = { numFailedTestSuites: 0 };

describe('the summed counts of npm test', () => {
  it('are the tests of a runner that ended well', () => {
    const report = { ...suites, numPassedTests: 7, numFailedTests: 0, success: true };
    expect(stepCounts(0, vitestCounts(report))).toEqual({ passed: 7, failed: 0 });
  });

  it('count a file that broke before its first test', () => {
    const report = { ...suites, numPassedTests: 7, numFailedTests: 0, success: false };
    expect(vitestCounts(report)).toEqual({ passed: 7, failed: 1 });
  });

  it('count a test that passed only when tried again as failed', () => {
    const report = { stats: { expected: 3, unexpected: 1, flaky: 1 }, errors: [] };
    expect(playwrightCounts(report)).toEqual({ passed: 3, failed: 2 });
  });

  it.each([
    ['ran nothing and ended well', 0, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
    ['died without a report', 1, { passed: 0, failed: 0 }, { passed: 0, failed: 1 }],
    ['failed as one check', 2, { passed: 1, failed: 0 }, { passed: 0, failed: 1 }],
    ['failed in two tests', 1, { passed: 5, failed: 2 }, { passed: 5, failed: 2 }],
  ])('of a runner that %s', (_, exitCode, reported, counted) => {
    expect(stepCounts(exitCode, reported)).toEqual(counted);
  });

  it('show the last lines that say something', () => {
    expect(closingLines('a\n\n\u001b[31mb\u001b[39m \n  c\n\n', 2)).toEqual(['b', '  c']);
  });
});
