/** L1, L5: money through kills of the application and of the database. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './support/benchmark.ts';
import { createFixture } from './support/fixture.ts';
import type { Outcome } from './support/figures.ts';
import { portOf, startServerOn } from './support/stage.ts';
import { startPostgresToKill } from './trials/postgres-to-kill.ts';
import { operateAtRandom } from './trials/random-operations.ts';

/** How far the work is when what is killed. */
const kills = [
  { at: 0.15, app: true, database: false },
  { at: 0.35, app: false, database: true },
  { at: 0.55, app: true, database: true },
  { at: 0.75, app: true, database: false },
  { at: 0.9, app: true, database: true },
] as const;

export async function conservation(bench: Bench): Promise<Outcome> {
  const postgres = await startPostgresToKill();
  try {
    const fixture = await createFixture(postgres.url, { users: 24, customers: 500 });
    let server = await startServerOn({ databaseUrl: postgres.url, port: 0 });
    const port = portOf(server);
    const { origin } = server;
    const result = await operateAtRandom({
      ...fixture,
      url: postgres.url,
      origin: () => origin,
      callers: 24,
      operations: bench.scale(100_000, 6_000),
      meanwhile: async (progress) => {
        for (const { at, app, database } of kills) {
          while (progress() < at) await sleep(5);
          await Promise.all([app && server.process.kill(), database && postgres.kill()]);
          if (database) await postgres.start();
          if (app) server = await startServerOn({ databaseUrl: postgres.url, port });
        }
      },
    });
    await server.process.kill();
    const acknowledged = result.posted + result.replayed;
    return {
      figures: [
        {
          name: 'L1 sound customers / customers',
          ratio: result.sound / result.customers,
          target: { exactly: 1 },
        },
        {
          name: 'L5 acknowledged found / acknowledged',
          ratio: (acknowledged - result.lost) / acknowledged,
          target: { exactly: 1 },
        },
      ],
      details: { ...result, kills },
    };
  } finally {
    await postgres.remove();
  }
}
