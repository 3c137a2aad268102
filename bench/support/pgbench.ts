/**
 * PostgreSQL's own benchmark on the ledger's function: what the database alone can do. Looked for in
 * PATH and where Debian puts it; without it the same is done by plain `pg` with prepared statements.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { sessionOptions } from '#server/infra/db/session-options.ts';
import { at } from './fixture.ts';
import { ledgerCommand, openPoster } from './ledger.ts';
import { lanes, perSecond } from './load.ts';
import type { Stage } from './stage.ts';

export interface FunctionLoad {
  clients: number;
  /** Random among the first so many customers. */
  customers: number;
  seconds: number;
}

export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null;
}

/** Deposits per second by the function alone. */
export function functionRate(stage: Stage, load: FunctionLoad): Promise<number> {
  const program = findPgbench();
  return program === null ? rateByPg(stage, load) : rateByPgbench(program, stage, load);
}

async function rateByPgbench(
  program: string,
  { url, companyId, users, customerIds }: Stage,
  { clients, customers, seconds }: FunctionLoad,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-pgbench-'));
  const script = join(folder, 'deposit.sql');
  writeFileSync(
    script,
    `\\set customer random(${at(customerIds, 0)}, ${at(customerIds, customers - 1)})
SELECT outcome, error, params, operation, customer_version FROM post_operations(jsonb_build_array(
  jsonb_build_object('companyId', ${companyId}, 'customerId', :customer::int, 'kind', 'deposit',
    'amount', '1.00', 'note', 'Поповнення', 'authorId', ${at(users, 0).id},
    'idempotencyKey', gen_random_uuid(), 'requestHash', md5(:customer::int::text),
    'seenBalance', NULL, 'confirmRepeated', true, 'reversesId', NULL)));
`,
  );
  try {
    const text = await run(program, url, [
      ...['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--jobs=1'],
      ...[`--time=${seconds}`, `--file=${script}`],
    ]);
    const rate = /tps = ([\d.]+)/.exec(text)?.[1];
    if (rate === undefined) throw new Error(`pgbench answered: ${text}`);
    return Number(rate);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, url: string, options: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...options, url], {
      env: { ...process.env, PGOPTIONS: sessionOptions(15_000) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: string[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part.toString()));
    child.stderr.on('data', (part: Buffer) => parts.push(part.toString()));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve(parts.join('')) : reject(new Error(parts.join(''))),
    );
  });
}

async function rateByPg(
  stage: Stage,
  { clients, customers, seconds }: FunctionLoad,
): Promise<number> {
  const posters = await lanes(clients, () => openPoster(stage.url));
  const rate = await perSecond({ lanes: clients, ms: seconds * 1000 }, async (lane) => {
    const customerId = at(stage.customerIds, Math.floor(Math.random() * customers));
    await at(posters, lane).post([ledgerCommand(stage, { customerId })]);
    return 1;
  });
  await Promise.all(posters.map(({ client }) => client.end()));
  return rate;
}
