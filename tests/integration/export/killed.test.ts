import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createUser } from '#prisma/factories/user.ts';
import { writeExportJob } from '#server/features/export/repository/job.ts';
import { createDb } from '#server/infra/db/client.ts';
import { enqueueJob } from '#server/infra/jobs/job.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { newKey } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import { runExports } from './export-process.ts';
import { readXlsx } from './readers.ts';
import { matching } from './taking.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the file of a process that is killed is written whole by another', async () => {
  const owner = ownerOf(database);
  const { id: companyId } = await createCompany(owner);
  const { id: authorId } = await createUser(owner, { companyId });
  await owner.$executeRaw`
    INSERT INTO customers (company_id, login, email, first_name, last_name)
    SELECT ${companyId}::int, 'many' || n, 'many' || n || '@x.example', 'Олена', 'Ткач'
    FROM generate_series(1, 3000) n`;
  const params = { source: matching(), columns: 'documented', language: 'uk' };
  const { id: exportId } = await owner.export.create({
    data: {
      ...{ companyId, authorId, mutationId: newKey(), format: 'xlsx', params },
      ...{ fileName: 'x.xlsx', rowsTotal: 3_000 },
    },
  });
  const row = () => owner.export.findUniqueOrThrow({ where: { id: exportId } });
  const db = createDb({ url: database.url, poolMax: 1 });
  await enqueueJob(db, writeExportJob, { payload: { exportId } });
  await db.$disconnect();

  const file = join(import.meta.dirname, 'export-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', file, database.url], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (let wait = 0; wait < 2_000 && (await row()).state !== 'running'; wait += 1) await sleep(20);
  const { state, runId } = await row();
  expect(state).toBe('running');
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;

  const second = runExports(database.url);
  for (let wait = 0; wait < 1_200 && (await row()).state !== 'ready'; wait += 1) await sleep(50);
  const ready = await row();
  expect(ready).toMatchObject({ state: 'ready', rowsDone: 3_000, runId: null });
  expect(runId).not.toBeNull();
  const pieces = await owner.exportPiece.findMany({
    where: { exportId },
    orderBy: { position: 'asc' },
  });
  const whole = Buffer.concat(pieces.map(({ bytes }) => bytes));
  expect(whole).toHaveLength(Number(ready.bytes));
  expect(readXlsx(whole)[0]?.rows).toHaveLength(3_001);
  await second.stop();
}, 180_000);
