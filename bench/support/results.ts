/** Keeps what was measured, with the machine it was measured on, beside the benchmarks. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Bench } from './benchmark.ts';
import type { Outcome } from './figures.ts';
import { isMet, targetText } from './figures.ts';
import { withOwner } from './fixture.ts';

export async function keep(name: string, outcome: Outcome, bench: Bench): Promise<void> {
  const folder = fileURLToPath(
    new URL(bench.isQuick ? '../results/local/' : '../results/', import.meta.url),
  );
  mkdirSync(folder, { recursive: true });
  const postgres = await withOwner(bench.postgres.url, async (owner) => {
    const { rows } = await owner.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version;
  });
  const figures = outcome.figures.map((figure) => ({
    name: figure.name,
    ratio: rounded(figure.ratio),
    target: targetText(figure.target),
    met: isMet(figure),
  }));
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model.trim(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres,
    loadBefore: loadavg().map(rounded),
  };
  const measuredAt = new Date().toISOString();
  const text = JSON.stringify(
    { name, measuredAt, figures, machine, details: outcome.details },
    tidy,
    2,
  );
  writeFileSync(`${folder}${name}.json`, `${text}\n`);
}

function tidy(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? rounded(value) : value;
}

function rounded(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(5));
}
