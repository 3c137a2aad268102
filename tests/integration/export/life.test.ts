import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { Prisma } from '#prisma/generated/client.ts';
import { cleanExports } from '#server/features/export/repository/cleaning.ts';
import { readSnapshot } from '#server/infra/db/snapshot-cursor.ts';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import { inPieces } from '#tests/support/in-pieces.ts';
import { codeOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';
import { readDelimited } from './readers.ts';
import { fetchFile, orderOf, start, takeOut, untilState } from './taking.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

/** Enough that its writing is seen going on. */
async function many(count: number): Promise<void> {
  await inPieces(
    count,
    (from, to) => setting.owner.$executeRaw`
      INSERT INTO customers (company_id, login, email, first_name, last_name, city)
      SELECT ${world.companyId}, 'many' || n, 'many' || n || '@x.example', 'Олена', 'Ткач', 'before'
      FROM generate_series(${from}::int, ${to}::int) n`,
  );
}

const eventsOfExport = async (exportId: number) =>
  (
    await setting.owner.event.findMany({
      where: { subjectType: 'export', subjectId: exportId },
      orderBy: { version: 'asc' },
    })
  ).map(({ type, version, authorId, data }) => ({ type, version, authorId, data }));

const piecesOf = (exportId: number) => setting.owner.exportPiece.count({ where: { exportId } });

it('tells who took what and how many rows, from the order to the download', async () => {
  const { olena } = world;
  const { id } = await start(olena, { format: 'txt' });
  const ready = await untilState(olena, { id }, 'ready');
  expect(ready).toMatchObject({ rowsTotal: 1, rowsDone: 1, downloadedAt: null });
  const answer = await fetchFile(setting.app.origin, olena, ready);
  expect(answer.status).toBe(200);
  expect(Number(answer.headers.get('content-length'))).toBe(ready.bytes);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="export\.txt"; filename\*=UTF-8''%D0%9A%D0%BB.*\.txt$/,
  );
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  await answer.arrayBuffer();
  const data = { format: 'txt', rowsCount: 1 };
  const [authorId] = [olena.id];
  expect(await eventsOfExport(id)).toEqual([
    { type: 'export.started', version: 1, authorId, data },
    { type: 'export.ready', version: 2, authorId, data },
    { type: 'export.downloaded', version: 3, authorId, data },
  ]);
  const [listed] = await olena.trpc.export.list.query();
  expect(listed?.downloadedAt).not.toBeNull();
});

it('is one export however often its order is sent', async () => {
  const { olena } = world;
  const order = orderOf();
  const sent = await Promise.all([1, 2, 3].map(() => olena.trpc.export.start.mutate(order)));
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect(await setting.owner.export.count({ where: { authorId: olena.id } })).toBe(1);
});

it('lets nobody have three under way and order a fourth', async () => {
  const { olena, taras } = world;
  await many(2_000);
  const orders = [1, 2, 3, 4].map(() => start(olena, { format: 'xlsx' }));
  const codes = await Promise.all(orders.map((order) => codeOf(order.then(({ id }) => id))));
  expect(codes.filter((code) => code === 'EXPORT_LIMIT_REACHED')).toHaveLength(1);
  expect((await start(taras)).state).toBe('waiting');
});

it('gives the file to its maker alone', async () => {
  const { olena, taras, other } = world;
  const ready = await untilState(olena, await start(olena), 'ready');
  const passedOn: unknown[] = [];
  for (const reader of [taras, other.superadmin, { cookie: '' }]) {
    const answer = await fetchFile(setting.app.origin, reader, ready);
    passedOn.push(answer.headers.get('content-disposition'));
    expect(answer.status).not.toBe(200);
    expect(await answer.text()).not.toContain('Бондаренко');
  }
  expect(passedOn).toEqual([null, null, null]);
  expect(await eventsOfExport(ready.id)).toHaveLength(2);
});

it('takes nobody of another company, and no selection of another', async () => {
  const { olena, taras, other, customerId } = world;
  const rows = [{ customerId, version: 1 }];
  const { selectionId } = await olena.trpc.batch.select.mutate({ kind: 'named', rows });
  const source = { kind: 'selection', selectionId, question: customerQuestion.parse({}) } as const;
  expect(await codeOf(start(taras, { source }))).toBe('SELECTION_NOT_FOUND');
  expect(await codeOf(start(other.superadmin, { source }))).toBe('SELECTION_NOT_FOUND');
  const file = await takeOut(setting.app.origin, other.superadmin, { columns: ['id'] });
  expect(readDelimited(file, ',').slice(1)).toEqual([[String(other.customerId)]]);
});

it('takes those who are chosen, in the order of the list', async () => {
  const { olena, companyId } = world;
  const chosen: number[] = [];
  for (const login of ['bb', 'aa', 'cc']) {
    const { id } = await createCustomer(setting.owner, { companyId, login });
    if (login !== 'cc') chosen.push(id);
  }
  const rows = chosen.map((customerId) => ({ customerId, version: 1 }));
  const { selectionId } = await olena.trpc.batch.select.mutate({ kind: 'named', rows });
  const question = customerQuestion.parse({ search: 'nobody', sort: 'login' });
  const source = { kind: 'selection', selectionId, question } as const;
  const file = await takeOut(setting.app.origin, olena, { source, columns: ['login'] });
  expect(readDelimited(file, ',').slice(1)).toEqual([['aa'], ['bb']]);
});

/** Connections that read a snapshot. */
const readers = () => setting.owner.$queryRaw<unknown[]>`
  SELECT pid FROM pg_stat_activity WHERE query LIKE 'FETCH % FROM rows'
    AND datname = current_database()`;

/** The job of an export has ended, however it did. */
async function untilJobEnded(exportId: number): Promise<void> {
  const running = () => setting.owner.$queryRaw<unknown[]>`
    SELECT FROM background.jobs WHERE name = 'export.write' AND state IN ('waiting', 'running')
      AND (payload ->> 'exportId')::int = ${exportId}`;
  await expect.poll(running, { timeout: 60_000 }).toEqual([]);
}

async function untilNoReaders(): Promise<void> {
  for (let wait = 0; wait < 40 && (await readers()).length > 0; wait += 1) await sleep(50);
  expect(await readers()).toEqual([]);
}

it('reads one moment: what changes while it is read does not show', async () => {
  const { companyId } = world;
  for (let n = 0; n < 9; n += 1) await createCustomer(setting.owner, { companyId, city: 'before' });
  const query = Prisma.sql`SELECT c.id, c.city FROM customers c
    WHERE c.company_id = ${companyId} AND c.city IS NOT NULL ORDER BY c.id`;
  const { url } = setting.database;
  const read: unknown[][] = [];
  for await (const batch of readSnapshot({ url, query, rowsPerFetch: 2 })) {
    read.push(...batch);
    await setting.owner.customer.updateMany({ where: { companyId }, data: { city: 'after' } });
    await setting.owner.customer.deleteMany({ where: { companyId, id: { lt: read.length } } });
    await createCustomer(setting.owner, { companyId, city: 'after' });
  }
  expect(read.map(([, city]) => city)).toEqual(Array.from({ length: 9 }, () => 'before'));
});

it('reads no further than it is asked, and leaves no connection behind', async () => {
  const query = Prisma.sql`SELECT n FROM generate_series(1, 100000) n WHERE ${'export canary'} <> ''`;
  const { url } = setting.database;
  const rows = readSnapshot({ url, query, rowsPerFetch: 10 });
  expect((await rows.next()).value).toHaveLength(10);
  expect(await readers()).toHaveLength(1);
  await rows.return();
  await untilNoReaders();
});

it('ends when its maker stops it, and leaves nothing of the file', async () => {
  const { olena, taras } = world;
  await many(40_000);
  const { id: exportId } = await start(olena, { format: 'xlsx' });
  await untilState(olena, { id: exportId }, 'running');
  await expect.poll(readers, { timeout: 60_000 }).toHaveLength(1);
  expect(await codeOf(taras.trpc.export.stop.mutate({ exportId }))).toBe('EXPORT_NOT_FOUND');
  const stopped = await olena.trpc.export.stop.mutate({ exportId, mutationId: newKey() });
  expect(stopped.state).toBe('stopped');
  await untilJobEnded(exportId);
  await untilNoReaders();
  expect(await codeOf(olena.trpc.export.stop.mutate({ exportId }))).toBe('EXPORT_ENDED');
  await sleep(2_500);
  expect(await piecesOf(exportId)).toBe(0);
  expect((await olena.trpc.export.get.query({ exportId })).state).toBe('stopped');
  const types = (await eventsOfExport(exportId)).map(({ type }) => type);
  expect(types).toEqual(['export.started', 'export.stopped']);
});

it('ends for an author who is blocked in the middle', async () => {
  const { olena, taras } = world;
  await many(40_000);
  const { id } = await start(taras, { format: 'xlsx' });
  await untilState(taras, { id }, 'running');
  await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  const state = async () => (await setting.owner.export.findUniqueOrThrow({ where: { id } })).state;
  for (let wait = 0; wait < 200 && (await state()) !== 'stopped'; wait += 1) await sleep(50);
  expect(await state()).toBe('stopped');
  expect(await piecesOf(id)).toBe(0);
  const last = (await eventsOfExport(id)).at(-1);
  expect(last).toMatchObject({ type: 'export.stopped', authorId: null });
});

it('is gone after a day: no link, no bytes', async () => {
  const { olena } = world;
  const ready = await untilState(olena, await start(olena), 'ready');
  const hours = (Date.parse(ready.expiresAt ?? '') - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(23.9);
  expect(hours).toBeLessThanOrEqual(24);
  const past = new Date(Date.now() - 1);
  await setting.owner.export.update({ where: { id: ready.id }, data: { expiresAt: past } });
  expect((await fetchFile(setting.app.origin, olena, ready)).status).not.toBe(200);
  await cleanExports(setting.app.running.services, new Date());
  expect(await piecesOf(ready.id)).toBe(0);
  const { state } = await setting.owner.export.findUniqueOrThrow({ where: { id: ready.id } });
  expect(state).toBe('expired');
});

it('says that it failed when its job was given up', async () => {
  const { olena } = world;
  const { id } = await untilState(olena, await start(olena), 'ready');
  const old = new Date(Date.now() - 3_600_000);
  await setting.owner.export.update({ where: { id }, data: { state: 'running', createdAt: old } });
  await cleanExports(setting.app.running.services, new Date());
  const { state } = await olena.trpc.export.get.query({ exportId: id });
  expect(state).toBe('failed');
});
