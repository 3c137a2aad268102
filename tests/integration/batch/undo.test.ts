import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { BatchWorld } from './batch-world.ts';
import { createBatchWorld, lockOrder, run, runOn, undo, verdictsOf } from './batch-world.ts';

const clock = { nowMs: Date.now(), now: () => new Date(clock.nowMs) };
const setting = useTestApp({ main: { clock } });
let world: BatchWorld;

beforeEach(async () => {
  clock.nowMs = Date.now();
  world = await createBatchWorld(setting, 4);
});

const rowOf = (id: number) => setting.owner.customer.findUniqueOrThrow({ where: { id } });

it('takes a run of locks back: what was done is unlocked, what changed since is left', async () => {
  const { taras, olena, customerIds } = world;
  const [first = 0, second = 0, third = 0, fourth = 0] = customerIds;
  const batch = await runOn(taras, customerIds, lockOrder);
  // Unlocked by a colleague; unlocked and locked anew; edited, which is nothing to the lock.
  await olena.trpc.customer.unlock.mutate({ customerId: first, version: 2 });
  await olena.trpc.customer.unlock.mutate({ customerId: second, version: 2 });
  await olena.trpc.customer.lock.mutate({ customerId: second, version: 3, reason: 'Інше' });
  const edit = { customerId: third, version: 2, changes: { city: 'Київ' } };
  await olena.trpc.customer.edit.mutate(edit);
  const undone = await undo(olena, batch.id);
  expect(undone).toMatchObject({
    ...{ action: 'undo', state: 'finished', undoes: { batchId: batch.id, action: 'lock' } },
    ...{ total: 4, doneCount: 2, skippedCount: 2, author: { id: olena.id } },
  });
  expect(await verdictsOf(taras, undone.id)).toEqual([
    ['skipped', 'undoneAlready'],
    ['skipped', 'changedSince'],
    ['done', null],
    ['done', null],
  ]);
  expect((await rowOf(second)).lockReason).toBe('Інше');
  expect(await rowOf(third)).toMatchObject({ version: 4, lockedAt: null });
  const [locked, unlocked] = await eventsOf(setting.owner, 'customer', fourth);
  const lockEvent = await setting.owner.event.findFirst({
    where: { subjectType: 'customer', subjectId: fourth, type: 'customer.locked' },
  });
  expect(locked).toMatchObject({ type: 'customer.locked', version: 2 });
  expect(unlocked).toMatchObject({
    ...{ type: 'customer.unlocked', version: 3, authorId: olena.id },
    data: { batchId: undone.id, undoes: String(lockEvent?.id) },
  });
  expect((await taras.trpc.batch.get.query({ batchId: batch.id })).undoneById).toBe(undone.id);
});

it('takes a run of unlocks back: every lock has its own words again', async () => {
  const { taras, olena, customerIds } = world;
  for (const customerId of customerIds) {
    const lock = { customerId, version: 1, reason: `Причина ${customerId}`, message: 'Пишіть' };
    await olena.trpc.customer.lock.mutate(lock);
  }
  const rows = customerIds.map((customerId) => ({ customerId, version: 2 }));
  const { selectionId } = await taras.trpc.batch.select.mutate({ kind: 'named', rows });
  const batch = await run(taras, { selectionId, order: { action: 'unlock' } });
  const undone = await undo(taras, batch.id);
  expect(undone.doneCount).toBe(4);
  for (const id of customerIds) {
    const words = { lockReason: `Причина ${id}`, lockMessage: 'Пишіть' };
    expect(await rowOf(id)).toMatchObject({ version: 4, lockedById: taras.id, ...words });
  }
});

it('takes tags back that it added, and gives back those that it removed', async () => {
  const { taras, olena, customerIds, tagId } = world;
  const [first = 0] = customerIds;
  const added = await runOn(taras, customerIds, { action: 'addTag', tagId });
  await olena.trpc.customer.edit.mutate({
    ...{ customerId: first, version: 2, tags: { add: [], remove: [tagId] } },
  });
  const undone = await undo(taras, added.id);
  expect(undone.tag).toMatchObject({ id: tagId });
  expect(await verdictsOf(taras, undone.id)).toEqual([
    ['skipped', 'undoneAlready'],
    ...[1, 2, 3].map(() => ['done', null]),
  ]);
  expect(await setting.owner.customerTag.count({ where: { tagId } })).toBe(0);
});

it('is done once, within a quarter of an hour, and never to an undo or to what still runs', async () => {
  const { taras, olena, customerIds } = world;
  const batch = await runOn(taras, customerIds, lockOrder);
  const mutationId = newKey();
  const same = () => taras.trpc.batch.undo.mutate({ batchId: batch.id, mutationId });
  const others = [olena, taras].map((user) =>
    user.trpc.batch.undo.mutate({ batchId: batch.id, mutationId: newKey() }),
  );
  const codes = await codesOf([same(), same(), ...others]);
  expect(Object.values(codes).reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(codes['OK'] === 1 || codes['OK'] === 2).toBe(true);
  expect(await setting.owner.batch.count({ where: { undoesId: batch.id } })).toBe(1);
  const { undoneById } = await taras.trpc.batch.get.query({ batchId: batch.id });
  const again = { batchId: undoneById ?? 0, mutationId: newKey() };
  expect(await codeOf(taras.trpc.batch.undo.mutate(again))).toBe('BATCH_NOT_UNDOABLE');
});

it('expires', async () => {
  const { taras, customerIds } = world;
  const batch = await runOn(taras, customerIds, lockOrder);
  clock.nowMs += 15 * 60_000 + 1;
  const late = taras.trpc.batch.undo.mutate({ batchId: batch.id, mutationId: newKey() });
  expect(await codeOf(late)).toBe('UNDO_EXPIRED');
});
