import { expect, it } from 'vitest';
import { useTestApp } from '#tests/support/use-test-app.ts';
import { refusalOf } from '#tests/support/answers.ts';
import { addCustomers, createBatchWorld, lockOrder, start } from './batch-world.ts';

const setting = useTestApp();

it('a hundred thousand are chosen and stopped, and a colleague’s change is told meanwhile', async () => {
  const world = await createBatchWorld(setting, 0);
  const { taras, olena } = world;
  await addCustomers(setting, world, 99_999);
  const question = { sort: 'id' } as const;
  const chosen = await taras.trpc.batch.select.mutate({ kind: 'matching', question });
  expect(chosen.total).toBe(100_000);
  const starting = start(taras, { selectionId: chosen.selectionId, order: lockOrder });
  // Told while the rows are still being written: the run begins after it.
  const edit = { customerId: world.other.customerId, version: 1, changes: { city: 'Київ' } };
  const theirs = await world.other.superadmin.follow();
  await world.other.superadmin.trpc.customer.edit.mutate(edit);
  await theirs.untilEvent('customer.edited', 30_000);
  const { id: batchId } = await starting;
  const stopped = await olena.trpc.batch.stop.mutate({ batchId });
  expect(stopped).toMatchObject({ state: 'stopped', total: 100_000, failedCount: 0 });
  expect(stopped.doneCount + stopped.skippedCount).toBe(100_000);
  const where = { batchId, reason: 'stopped' };
  expect(await setting.owner.batchRow.count({ where })).toBe(stopped.skippedCount);
  expect(await setting.owner.selectionRow.count()).toBe(0);
  await addCustomers(setting, world, 1);
  const tooMany = taras.trpc.batch.select.mutate({ kind: 'matching', question });
  expect(await refusalOf(tooMany)).toMatchObject({
    ...{ code: 'SELECTION_TOO_LARGE', params: { max: 100_000 } },
  });
  theirs.close();
}, 600_000);
