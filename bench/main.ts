/**
 * Runs benchmarks one after another: all of them, or those that are named. `--quick` shows in a
 * short time that each of them works; its figures are kept apart, where git does not look.
 */
import { startTestServer } from '#tests/support/test-server.ts';
import type { Bench, Benchmark } from './support/benchmark.ts';
import { isMet, targetText } from './support/figures.ts';
import { keep } from './support/results.ts';
import { bulkLock } from './bulk-lock.ts';
import { conservation } from './conservation.ts';
import { cursorGap } from './cursor-gap.ts';
import { delivery } from './delivery.ts';
import { depositOverhead } from './deposit-overhead.ts';
import { editorsAtOnce } from './editors.ts';
import { editingMark } from './editing-mark.ts';
import { eventLoss } from './event-loss.ts';
import { exporting } from './export.ts';
import { exportJob } from './export-job.ts';
import { fanOut } from './fan-out.ts';
import { hotAccount } from './hot-account.ts';
import { idleMemory } from './idle-memory.ts';
import { leaks } from './leaks.ts';
import { lists } from './lists.ts';
import { oneAccount } from './one-account.ts';
import { presenceDelivery } from './presence-delivery.ts';
import { presenceJoin } from './presence-join.ts';
import { publishCost } from './publish-cost.ts';
import { reconnectStorm } from './reconnect-storm.ts';
import { revocation } from './revocation.ts';
import { stalledClient } from './stalled-client.ts';
import { statementsPerViewer } from './statements-per-viewer.ts';
import { forgotPasswordTiming } from './forgot-password-timing.ts';
import { revokedJobs } from './revoked-jobs.ts';
import { signInTiming } from './sign-in-timing.ts';
import { snapshotRace } from './snapshot-race.ts';
import { tabMemory } from './tab-memory.ts';
import { twoProcesses } from './two-processes.ts';

const benchmarks: Record<string, Benchmark> = {
  'event-loss': eventLoss,
  'snapshot-race': snapshotRace,
  'cursor-gap': cursorGap,
  delivery,
  'fan-out': fanOut,
  'publish-cost': publishCost,
  'stalled-client': stalledClient,
  'reconnect-storm': reconnectStorm,
  revocation,
  'revoked-jobs': revokedJobs,
  leaks,
  'two-processes': twoProcesses,
  'idle-memory': idleMemory,
  'statements-per-viewer': statementsPerViewer,
  conservation,
  'one-account': oneAccount,
  'hot-account': hotAccount,
  'deposit-overhead': depositOverhead,
  'sign-in-timing': signInTiming,
  'forgot-password-timing': forgotPasswordTiming,
  editors: editorsAtOnce,
  export: exporting,
  'export-job': exportJob,
  'bulk-lock': bulkLock,
  lists,
  'tab-memory': tabMemory,
  'presence-join': presenceJoin,
  'presence-delivery': presenceDelivery,
  'editing-mark': editingMark,
};

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function run(names: string[], isQuick: boolean): Promise<boolean> {
  const server = await startTestServer(process.env['TEST_DATABASE_URL']);
  const bench: Bench = {
    postgres: server,
    isQuick,
    scale: (full, quick) => (isQuick ? quick : full),
    say,
  };
  let isGood = true;
  try {
    for (const name of names) {
      const startedAt = performance.now();
      try {
        const outcome = await benchmarks[name]?.(bench);
        if (!outcome) throw new Error(`no benchmark is called ${name}`);
        for (const figure of outcome.figures) {
          const verdict = isMet(figure) ? 'pass' : 'MISS';
          isGood &&= isMet(figure);
          const ratio = Number.isInteger(figure.ratio) ? figure.ratio : figure.ratio.toFixed(4);
          say(
            `${figure.name.padEnd(64)} ${String(ratio).padStart(10)} ${targetText(figure.target).padEnd(9)} ${verdict}`,
          );
        }
        await keep(name, outcome, bench);
      } catch (error) {
        isGood = false;
        say(`${name} failed: ${String(error instanceof Error ? error.stack : error)}`);
      }
      say(`  ${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
    }
  } finally {
    await server.stop();
  }
  return isGood;
}

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = named.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  say(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}`,
  );
  process.exit(2);
}
const isGood = await run(
  named.length > 0 ? named : Object.keys(benchmarks),
  process.argv.includes('--quick'),
);
process.exitCode = isGood ? 0 : 1;
