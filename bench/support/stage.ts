/** A database of one benchmark's own, with servers on it. Everything goes when the work is done. */
import { cloneDatabase } from '#tests/support/test-server.ts';
import type { Bench } from './benchmark.ts';
import { BenchProcess } from './child-process.ts';
import { createFixture } from './fixture.ts';
import type { Fixture } from './fixture.ts';
import type { ServerArgument } from './server-process.ts';

export interface ServerUnderTest {
  process: BenchProcess;
  origin: string;
}

export interface Stage extends Fixture {
  /** As the owner. */
  url: string;
  /** @param port 0, or the one that a server before it had */
  startServer: (port?: number) => Promise<ServerUnderTest>;
}

export async function onStage<Result>(
  { postgres }: Pick<Bench, 'postgres'>,
  size: { users: number; customers: number },
  work: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const database = await cloneDatabase(postgres);
  const started: BenchProcess[] = [];
  try {
    const fixture = await createFixture(database.url, size);
    const startServer = async (port = 0): Promise<ServerUnderTest> => {
      const server = await startServerOn({ databaseUrl: database.url, port });
      started.push(server.process);
      return server;
    };
    return await work({ ...fixture, url: database.url, startServer });
  } finally {
    await Promise.all(started.map((process) => process.kill()));
    await database.drop();
  }
}

export async function startServerOn(argument: ServerArgument): Promise<ServerUnderTest> {
  const process = await BenchProcess.start('./server-process.ts', argument);
  const port = await process.ask<number>('port');
  return { process, origin: `http://localhost:${port}` };
}

export function portOf({ origin }: Pick<ServerUnderTest, 'origin'>): number {
  return Number(new URL(origin).port);
}
