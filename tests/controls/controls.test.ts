/**
 * The twin of each control's test: with the control switched off, that test fails. So a test that
 * would pass without the control it speaks of is found here. The test itself runs, control on, with
 * the integration tests.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { controls } from './control-cases.ts';
import type { Control, Part } from './control.ts';

const root = resolve(import.meta.dirname, '../..');

interface Report {
  numFailedTests: number;
  numPassedTests: number;
  testResults: { assertionResults: { failureMessages: string[] }[] }[];
}

function partsOf({ file, on, off, and }: Control): Part[] {
  return [{ file, on, off }, ...(and ? [and] : [])];
}

/** What the runner reports of the control's own test while the control is off. */
async function runWithout(control: Control): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-control-'));
  const report = join(folder, 'report.json');
  const args = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--config', 'tests/controls/off.config.ts', control.test, '-t', control.name],
    ...['--reporter=json', `--outputFile=${report}`],
  ];
  const env = { ...process.env, CONTROL_OFF: JSON.stringify(partsOf(control)) };
  const output = await new Promise<string>((done) => {
    execFile(process.execPath, args, { cwd: root, env, timeout: 150_000 }, (_, out, err) =>
      done(out + err),
    );
  });
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as Report;
    expect(counted.numFailedTests + counted.numPassedTests, output).toBeGreaterThan(0);
    return counted;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const named = controls.map((control) => [control.control, control] as const);

test.concurrent.for(named)('%s', { timeout: 180_000 }, async ([, control]) => {
  for (const { file, on } of partsOf(control)) {
    const source = readFileSync(join(root, file), 'utf8');
    expect(source.split(on).length - 1, 'the control stands there exactly once').toBe(1);
  }
  const report = await runWithout(control);
  expect(report.numFailedTests, 'its test fails without it').toBeGreaterThan(0);
  const messages = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.flatMap(({ failureMessages }) => failureMessages),
  );
  // A file that no longer runs at all would prove nothing.
  expect(messages.join('\n')).not.toMatch(/SyntaxError|ReferenceError|Transform failed/);
});
