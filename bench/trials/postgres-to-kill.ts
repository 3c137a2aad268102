/**
 * A PostgreSQL server of a trial's own that may be killed with -9 and comes back by itself, as the
 * built-in one does for the product.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#server/infra/db/embedded.ts';
import type { EmbeddedServer } from '#server/infra/db/embedded.ts';
import { prepareDatabase } from '#server/infra/db/prepare.ts';
import { withOwner } from '../support/fixture.ts';

export interface PostgresToKill {
  /** As the owner; the same after each restart. */
  url: string;
  kill: () => Promise<void>;
  start: () => Promise<void>;
  remove: () => Promise<void>;
}

export async function startPostgresToKill(): Promise<PostgresToKill> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
  // PostgreSQL's own user has to get in when the benchmark runs as root.
  chmodSync(dataDir, 0o755);
  const servers: EmbeddedServer[] = [];
  const start = async () => {
    servers.push(await startEmbedded({ dataDir, log: () => undefined, preferredPort: 0 }));
  };
  await start();
  const { url } = await prepareDatabase({
    databaseUrl: servers[0]?.url('tandem'),
    dataDir,
    log: () => undefined,
  });
  const folder = await withOwner(url.replace(/\/tandem$/, '/postgres'), async (owner) => {
    const { rows } = await owner.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    return rows[0]?.folder ?? '';
  }).catch(() => join(dataDir, 'postgres'));
  return {
    url,
    start,
    kill: async () => {
      const pid = Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await gone(pid);
    },
    remove: async () => {
      for (const server of servers.reverse()) await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      // There is no such process any more.
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
