/**
 * `npm test`: everything. Checks that keep one core busy run side by side, and each is printed when it
 * has ended; tests that need the machine for themselves come one after another. A failing step doesn't
 * stop the others: whoever waits for the run wants all its faults. The last line is
 * `N passed, N failed` with the counts of all runners; a check without tests of its own (types,
 * lint …) counts as one. A runner that ends well without having run a test counts as a failure.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBrowser } from './browser.ts';
import type { Counts } from './counts.ts';
import { closingLines, playwrightCounts, stepCounts, vitestCounts } from './counts.ts';

const root = resolve(import.meta.dirname, '../..');
const bin = (...path: string[]) => join(root, 'node_modules', ...path);

interface Step {
  name: string;
  args: string[];
  env?: () => Record<string, string>;
  /** Reads the runner's own report; without it the step counts as one. */
  counts?: (report: unknown) => Counts;
}

interface Result {
  name: string;
  counts: Counts;
  closing: string[];
  seconds: number;
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-test-'));
const reportOf = (name: string) => join(folder, `${name.replaceAll(' ', '-')}.json`);

const vitest = (project: string): Step => ({
  name: project,
  args: [
    bin('vitest', 'vitest.mjs'),
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${reportOf(project)}`,
  ],
  counts: vitestCounts,
});

const databaseClient: Step = {
  name: 'database client',
  args: ['--import', 'tsx', join(root, 'prisma/generate.ts')],
};
const format: Step = {
  name: 'format',
  args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'],
};
const lint: Step = { name: 'lint', args: [bin('eslint', 'bin', 'eslint.js'), '.'] };
const directions: Step = {
  name: 'directions',
  args: [
    bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
    ...['app', 'server', 'prisma', 'tests', 'bench'],
  ],
};
const types: Step = { name: 'types', args: [bin('typescript', 'bin', 'tsc')] };
const endToEnd = (name: string, ...args: string[]): Step => ({
  name,
  args: [bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json', ...args],
  env: () => ({
    PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf(name),
    CHROMIUM_PATH: ensureBrowser(),
  }),
  counts: playwrightCounts,
});

/** One stage after another; in a stage the lanes run side by side, a lane's steps in their order. */
const stages: Step[][][] = [
  [[databaseClient]],
  [[lint], [types, format, directions, vitest('unit'), vitest('architecture')]],
  [[vitest('integration')]],
  [[vitest('prompt')]],
  [[vitest('controls')]],
  [[endToEnd('end to end', '--project=journeys')]],
  [[endToEnd('end to end prompt', '--project=prompt', '--workers=1')]],
];

async function runStage(lanes: Step[][]): Promise<Result[]> {
  const isAlone = lanes.length === 1;
  const results = await Promise.all(
    lanes.map(async (steps) => {
      const ofLane: Result[] = [];
      for (const step of steps) ofLane.push(await run(step, isAlone));
      return ofLane;
    }),
  );
  return results.flat();
}

/** What runs alone is shown as it comes, what runs beside others when it has ended. */
async function run(step: Step, isAlone: boolean): Promise<Result> {
  const startedAt = Date.now();
  const title = `\n── ${step.name} ──\n`;
  const chunks: string[] = [];
  const show = (text: string) => (isAlone ? process.stdout.write(text) : chunks.push(text));
  show(title);
  let exitCode: number;
  let output = '';
  try {
    ({ exitCode, output } = await runProcess(step, show));
  } catch (error) {
    exitCode = 1;
    output = String(error);
    show(`${output}\n`);
  }
  if (!isAlone) process.stdout.write(chunks.join(''));
  return {
    name: step.name,
    counts: step.counts
      ? stepCounts(exitCode, countsFrom(reportOf(step.name), step.counts))
      : stepCounts(exitCode, { passed: 1, failed: 0 }),
    closing: closingLines(output, exitCode === 0 ? 3 : 12),
    seconds: Math.round((Date.now() - startedAt) / 1000),
  };
}

/** A runner that died wrote no report: no tests, which counts as a failure. */
function countsFrom(report: string, counts: (report: unknown) => Counts): Counts {
  let text: string;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    return { passed: 0, failed: 0 };
  }
  return counts(JSON.parse(text));
}

function runProcess(
  { args, env }: Step,
  show: (text: string) => void,
): Promise<{ exitCode: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env?.(), FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (text: string) => {
      show(text);
      output = (output + text).slice(-20_000);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.on('error', fail);
    child.on('close', (code) => {
      done({ exitCode: code ?? 1, output });
    });
  });
}

const results: Result[] = [];
for (const lanes of stages) results.push(...(await runStage(lanes)));
rmSync(folder, { recursive: true, force: true });

process.stdout.write('\n── summary ──\n');
for (const { name, counts, closing, seconds } of results) {
  process.stdout.write(
    `\n${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)\n`,
  );
  for (const line of closing) process.stdout.write(`    ${line}\n`);
}
const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0);
const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
