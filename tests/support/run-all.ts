/**
 * `npm test`: everything, one step after another. A failing step doesn't stop the others: whoever
 * waits for the run wants all its faults. The last line is `N passed, N failed` with the counts of
 * all runners; a check without tests of its own (types, lint …) counts as one. A runner that ends
 * well without having run a test counts as a failure.
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

const vitest = (project: string, report: string): Step => ({
  name: project,
  args: [
    bin('vitest', 'vitest.mjs'),
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${report}`,
  ],
  counts: vitestCounts,
});

function steps(report: string): Step[] {
  return [
    { name: 'database client', args: ['--import', 'tsx', join(root, 'prisma/generate.ts')] },
    { name: 'format', args: [bin('prettier', 'bin', 'prettier.cjs'), '--check', '.'] },
    { name: 'lint', args: [bin('eslint', 'bin', 'eslint.js'), '.'] },
    {
      name: 'directions',
      args: [
        bin('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        ...['app', 'server', 'prisma', 'tests', 'bench'],
      ],
    },
    { name: 'types', args: [bin('typescript', 'bin', 'tsc')] },
    vitest('unit', report),
    vitest('architecture', report),
    vitest('integration', report),
    vitest('controls', report),
    {
      name: 'end to end',
      args: [bin('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'],
      env: () => ({ PLAYWRIGHT_JSON_OUTPUT_NAME: report, CHROMIUM_PATH: ensureBrowser() }),
      counts: playwrightCounts,
    },
  ];
}

async function run(step: Step, report: string): Promise<Result> {
  const startedAt = Date.now();
  process.stdout.write(`\n── ${step.name} ──\n`);
  rmSync(report, { force: true });
  let exitCode: number;
  let output = '';
  try {
    ({ exitCode, output } = await runProcess(step.args, step.env?.() ?? {}));
  } catch (error) {
    exitCode = 1;
    output = String(error);
    process.stdout.write(`${output}\n`);
  }
  return {
    name: step.name,
    counts: step.counts
      ? stepCounts(exitCode, countsFrom(report, step.counts))
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
  args: string[],
  env: Record<string, string>,
): Promise<{ exitCode: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (chunk: Buffer) => {
      process.stdout.write(chunk);
      output = (output + chunk.toString()).slice(-20_000);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', fail);
    child.on('close', (code) => {
      done({ exitCode: code ?? 1, output });
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'tandem-test-'));
const report = join(folder, 'report.json');
const results: Result[] = [];
for (const step of steps(report)) results.push(await run(step, report));
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
