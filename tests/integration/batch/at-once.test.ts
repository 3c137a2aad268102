import { beforeEach, expect, it } from 'vitest';
import type { BatchDto } from '#server/features/batch/schema.ts';
import { assert } from '#server/shared/assert.ts';
import { codeOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { BatchWorld } from './batch-world.ts';
import { createBatchWorld, lockOrder, runOn, select, start } from './batch-world.ts';
import { addCustomers, untilEnded, verdictsOf } from './batch-world.ts';

const setting = useTestApp();
let world: BatchWorld;

beforeEach(async () => {
  world = await createBatchWorld(setting, 3);
});

const rowOf = (id: number) => setting.owner.customer.findUniqueOrThrow({ where: { id } });
const countOf = (batchId: number, reason: string) =>
  setting.owner.batchRow.count({ where: { batchId, reason } });

it('two runs over the same customers act on each of them once', async () => {
  const { taras, olena, tagId } = world;
  const ids = await addCustomers(setting, world, 300);
  const [one, other] = await Promise.all([
    runOn(taras, ids, lockOrder),
    runOn(olena, [...ids].reverse(), { action: 'addTag', tagId }),
  ]);
  expect(one.doneCount + other.doneCount).toBe(300);
  expect(one.skippedCount + other.skippedCount).toBe(300);
  const rows = await setting.owner.customer.findMany({ where: { id: { in: ids } } });
  expect(new Set(rows.map(({ version }) => version))).toEqual(new Set([2]));
  expect(await setting.owner.event.count({ where: { subjectId: { in: ids }, version: 2 } })).toBe(
    await setting.owner.event.count({ where: { subjectType: 'customer', subjectId: { in: ids } } }),
  );
});

it('money that moves during a run is never lost, and versions have no gaps', async () => {
  const { taras, olena } = world;
  const ids = await addCustomers(setting, world, 300);
  const batch = await start(taras, { selectionId: await select(taras, ids), order: lockOrder });
  const note = 'Повернення коштів';
  const deposits = ids.slice(100, 200).map((customerId) =>
    olena.trpc.operation.deposit.mutate({
      ...{ customerId, amount: '1', note, idempotencyKey: newKey() },
    }),
  );
  await Promise.all(deposits);
  const ended = await untilEnded(taras, batch.id);
  expect(ended.doneCount + ended.skippedCount).toBe(300);
  expect(await countOf(batch.id, 'changedSince')).toBe(ended.skippedCount);
  const rows = await setting.owner.customer.findMany({
    where: { id: { in: ids.slice(100, 200) } },
  });
  for (const { id, balance, version, lockedAt } of rows) {
    expect([balance.toFixed(2), version]).toEqual(['1.00', lockedAt ? 3 : 2]);
    const versions = (await eventsOf(setting.owner, 'customer', id)).map((event) => event.version);
    expect(versions).toEqual(lockedAt ? [2, 3] : [2]);
  }
});

it('tells each reader of a chunk in one message, and the other company nothing', async () => {
  const { taras, olena, other } = world;
  const ids = await addCustomers(setting, world, 450);
  const reader = await olena.follow();
  const stranger = await other.superadmin.follow();
  const batch = await runOn(taras, ids, lockOrder);
  expect(batch.doneCount).toBe(450);
  await reader.untilEvent('batch.ended');
  const locks = reader.events.filter(({ type }) => type === 'customer.locked');
  expect(locks).toHaveLength(450);
  const steps = reader.events.filter(({ type }) => type.startsWith('batch.'));
  expect(steps.map(({ type, version }) => [type, version])).toEqual([
    ['batch.started', 1],
    ['batch.progressed', 2],
    ['batch.progressed', 3],
    ['batch.ended', 4],
  ]);
  const bearing = reader.messages.filter(
    (message) =>
      message.kind === 'events' && message.events.some(({ type }) => type === 'customer.locked'),
  );
  // Three chunks: chunks that ended close to each other may even share one.
  expect(bearing.length).toBeLessThanOrEqual(3);
  expect(stranger.events).toEqual([]);
  reader.close();
  stranger.close();
});

/**
 * The run comes as far as this customer's chunk and waits there while `act` goes on: held by the lock
 * that every writer of a customer takes first.
 */
async function holding(customerId: number, act: () => Promise<void>): Promise<void> {
  await setting.owner.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(1, ${customerId}::int)`;
      await act();
    },
    { timeout: 20_000 },
  );
}

/** The stop waits for the chunk that is under way, or has been noted in a pause between two. */
async function untilStopIsHeard(batchId: number): Promise<void> {
  const heard = () => setting.owner.$queryRaw<unknown[]>`
    SELECT FROM batches b WHERE b.id = ${batchId}::int AND (
      b.stop_requested_at IS NOT NULL OR EXISTS (
        SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.classid = 2
          AND l.objid = b.id AND NOT l.granted))`;
  await expect.poll(heard, { timeout: 10_000 }).toHaveLength(1);
}

it('stops between chunks: what was done stays, the rest is skipped', async () => {
  const { taras, olena } = world;
  const ids = await addCustomers(setting, world, 1_000);
  const reader = await olena.follow();
  const selectionId = await select(taras, ids);
  let batch: BatchDto | undefined;
  let stopping: Promise<BatchDto> | undefined;
  await holding(ids[500] ?? 0, async () => {
    batch = await start(taras, { selectionId, order: lockOrder });
    await reader.untilEvent('batch.progressed');
    stopping = olena.trpc.batch.stop.mutate({ batchId: batch.id });
    await untilStopIsHeard(batch.id);
  });
  assert(batch && stopping, 'held');
  const stopped = await stopping;
  expect(stopped).toMatchObject({ state: 'stopped', stoppedBy: { id: olena.id }, failedCount: 0 });
  expect(stopped.doneCount).toBeGreaterThan(0);
  expect(stopped.skippedCount).toBeGreaterThan(0);
  expect(await countOf(batch.id, 'stopped')).toBe(stopped.skippedCount);
  await reader.untilEvent('batch.ended');
  expect(await codeOf(taras.trpc.batch.stop.mutate({ batchId: batch.id }))).toBe('BATCH_ENDED');
  expect(await taras.trpc.batch.get.query({ batchId: batch.id })).toEqual(stopped);
  const where = { id: { in: ids }, lockedAt: { not: null } };
  expect(await setting.owner.customer.count({ where })).toBe(stopped.doneCount);
  reader.close();
});

it('the rest fails when the author is blocked in the middle', async () => {
  const { taras, olena } = world;
  const ids = await addCustomers(setting, world, 1_000);
  const reader = await olena.follow();
  const selectionId = await select(taras, ids);
  let batch: BatchDto | undefined;
  await holding(ids[500] ?? 0, async () => {
    batch = await start(taras, { selectionId, order: lockOrder });
    await reader.untilEvent('batch.progressed');
    await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  });
  assert(batch, 'held');
  const ended = await untilEnded(olena, batch.id);
  expect(ended.doneCount + ended.failedCount).toBe(1_000);
  expect(ended.failedCount).toBeGreaterThan(0);
  expect(await countOf(batch.id, 'forbidden')).toBe(ended.failedCount);
  const where = { id: { in: ids }, lockedAt: { not: null } };
  expect(await setting.owner.customer.count({ where })).toBe(ended.doneCount);
  reader.close();
});

it('removes many: who has orders or money stays, and who is gone is told as such', async () => {
  const { taras, olena, companyId } = world;
  const ids = await addCustomers(setting, world, 4);
  const [busy = 0, rich = 0, gone = 0, free = 0] = ids;
  await setting.owner.order.create({
    data: { companyId, customerId: busy, number: newKey(), sum: '1' },
  });
  const note = 'Повернення коштів';
  await olena.trpc.operation.deposit.mutate({
    ...{ customerId: rich, amount: '1', note, idempotencyKey: newKey() },
  });
  const rows = ids.map((customerId) => ({ customerId, version: customerId === rich ? 2 : 1 }));
  const { selectionId } = await taras.trpc.batch.select.mutate({ kind: 'named', rows });
  const { login } = await rowOf(gone);
  await olena.trpc.customer.remove.mutate({ customerId: gone, version: 1, login });
  expect(await taras.trpc.batch.check.query({ selectionId })).toMatchObject({
    ...{ total: 4, changedCount: 0, goneCount: 1 },
  });
  const order = { action: 'remove' } as const;
  const batch = await start(taras, { selectionId, order, typedTotal: 4 });
  await untilEnded(taras, batch.id);
  expect(await verdictsOf(taras, batch.id)).toEqual([
    ['failed', 'hasOpenOrders'],
    ['failed', 'hasBalance'],
    ['skipped', 'gone'],
    ['done', null],
  ]);
  const row = await rowOf(free);
  expect(row).toMatchObject({ companyId: null, firstName: '', email: '', version: 2 });
  expect(await eventsOf(setting.owner, 'customer', free)).toMatchObject([
    { type: 'customer.removed', version: 2, data: { login: row.login, batchId: batch.id } },
  ]);
  const undo = taras.trpc.batch.undo.mutate({ batchId: batch.id, mutationId: newKey() });
  expect(await codeOf(undo)).toBe('BATCH_NOT_UNDOABLE');
});
