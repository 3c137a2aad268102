import { beforeEach, expect, it } from 'vitest';
import { codeOf, refusalOf } from '#tests/support/answers.ts';
import { newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { BatchWorld } from './batch-world.ts';
import { createBatchWorld, lockOrder, run, runOn, select, start } from './batch-world.ts';
import { untilEnded, verdictsOf } from './batch-world.ts';

const setting = useTestApp();
let world: BatchWorld;

beforeEach(async () => {
  world = await createBatchWorld(setting, 4);
});

const rowOf = (id: number) => setting.owner.customer.findUniqueOrThrow({ where: { id } });
const three = () => world.customerIds.slice(0, 3);

it('locks many: rows, versions, events, ended sessions and verdicts', async () => {
  const { taras } = world;
  const [first = 0] = three();
  const expiresAt = new Date(Date.now() + 60_000);
  await setting.owner.customerSession.create({
    data: { id: newKey(), customerId: first, expiresAt },
  });
  const order = { ...lockOrder, message: 'Зверніться' };
  const batch = await runOn(taras, three(), order);
  expect(batch).toMatchObject({
    ...{ action: 'lock', state: 'finished', reason: 'Спам у відгуках', tag: null, undoes: null },
    ...{ total: 3, doneCount: 3, skippedCount: 0, failedCount: 0, stoppedBy: null },
    author: { id: taras.id, name: taras.name },
  });
  expect(await verdictsOf(taras, batch.id)).toEqual(three().map(() => ['done', null]));
  for (const id of three()) {
    const row = await rowOf(id);
    const expected = { lockReason: 'Спам у відгуках', lockMessage: 'Зверніться' };
    expect(row).toMatchObject({ version: 2, lockedById: taras.id, ...expected });
    const lock = {
      ...{ reason: 'Спам у відгуках', message: 'Зверніться', at: row.lockedAt?.toISOString() },
      by: { id: taras.id, name: taras.name },
    };
    expect(await eventsOf(setting.owner, 'customer', id)).toEqual([
      {
        ...{ type: 'customer.locked', version: 2, authorId: taras.id, mutationId: null },
        changes: [{ field: 'locked', old: false, new: true }],
        data: { lock, endedSessionsCount: id === first ? 1 : 0, batchId: batch.id },
      },
    ]);
  }
  const session = await setting.owner.customerSession.findFirst({ where: { customerId: first } });
  expect(session?.endedAt).not.toBeNull();
  const own = await setting.owner.event.findMany({
    where: { subjectType: 'batch', subjectId: batch.id },
    orderBy: { version: 'asc' },
  });
  expect(own.map(({ type, version }) => [type, version])).toEqual([
    ['batch.started', 1],
    ['batch.ended', 2],
  ]);
});

it('unlocks many, and each event keeps the lock that ended', async () => {
  const { taras, olena } = world;
  await runOn(taras, three().slice(0, 2), lockOrder);
  const rows = three().map((customerId, at) => ({ customerId, version: at < 2 ? 2 : 1 }));
  const { selectionId } = await olena.trpc.batch.select.mutate({ kind: 'named', rows });
  const batch = await run(olena, { selectionId, order: { action: 'unlock' } });
  expect(await verdictsOf(olena, batch.id)).toEqual([
    ['done', null],
    ['done', null],
    ['skipped', 'notLocked'],
  ]);
  const [first = 0] = three();
  expect(await rowOf(first)).toMatchObject({ version: 3, lockedAt: null, lockReason: null });
  expect((await eventsOf(setting.owner, 'customer', first)).at(-1)).toMatchObject({
    ...{ type: 'customer.unlocked', version: 3, authorId: olena.id },
    data: { lock: { reason: 'Спам у відгуках', by: { id: taras.id } }, batchId: batch.id },
  });
});

it('adds a tag to many and removes it, each once', async () => {
  const { taras, tagId } = world;
  const [first = 0] = three();
  await setting.owner.customerTag.create({ data: { customerId: first, tagId } });
  const added = await runOn(taras, three(), { action: 'addTag', tagId });
  expect(added.tag).toEqual({ id: tagId, caption: 'VIP', color: 'grape' });
  expect(await verdictsOf(taras, added.id)).toEqual([
    ['skipped', 'tagThere'],
    ['done', null],
    ['done', null],
  ]);
  const [, second = 0] = three();
  expect((await eventsOf(setting.owner, 'customer', second)).at(-1)).toMatchObject({
    ...{ type: 'customer.edited', version: 2 },
    changes: [{ field: 'tags', old: null, new: 'VIP' }],
    data: { tags: { added: [{ id: tagId, caption: 'VIP' }], removed: [] }, batchId: added.id },
  });
  const selectionId = await select(taras, [second, world.customerIds[3] ?? 0], 2);
  const removed = await run(taras, { selectionId, order: { action: 'removeTag', tagId } });
  expect(await verdictsOf(taras, removed.id)).toEqual([
    ['done', null],
    ['skipped', 'changedSince'],
  ]);
  expect(await setting.owner.customerTag.count({ where: { customerId: second } })).toBe(0);
});

it('lists who changed since, by whom and how; skips them, or goes on with the version looked at', async () => {
  const { taras, olena } = world;
  const [first = 0, second = 0, third = 0] = three();
  const selectionId = await select(taras, three());
  for (const customerId of [first, second]) {
    await olena.trpc.customer.edit.mutate({ customerId, version: 1, changes: { city: 'Київ' } });
  }
  const check = await taras.trpc.batch.check.query({ selectionId });
  expect(check).toMatchObject({ total: 3, changedCount: 2, goneCount: 0 });
  expect(check.changed.map(({ customerId }) => customerId)).toEqual([first, second]);
  expect(check.changed[0]).toMatchObject({
    ...{ seenVersion: 1, version: 2, type: 'customer.edited' },
    by: { id: olena.id, name: olena.name },
  });
  const included = [{ customerId: second, version: 2 }];
  const batch = await run(taras, { selectionId, order: lockOrder, included });
  expect(await verdictsOf(taras, batch.id)).toEqual([
    ['skipped', 'changedSince'],
    ['done', null],
    ['done', null],
  ]);
  expect((await rowOf(second)).version).toBe(3);
  expect((await rowOf(third)).version).toBe(2);
});

it('selects all that match in the order of the list, and none of another company', async () => {
  const { taras, other } = world;
  const filter = { tagIds: [world.tagId] };
  const question = { filter, sort: 'id', direction: 'desc' } as const;
  const tagged = world.customerIds.slice(1, 3);
  for (const customerId of tagged) {
    await setting.owner.customerTag.create({ data: { customerId, tagId: world.tagId } });
  }
  const chosen = await taras.trpc.batch.select.mutate({ kind: 'matching', question });
  expect(chosen.total).toBe(2);
  const batch = await run(taras, { selectionId: chosen.selectionId, order: lockOrder });
  const { rows } = await taras.trpc.batch.listRows.query({ batchId: batch.id });
  expect(rows.map(({ customerId }) => customerId)).toEqual([...tagged].reverse());
  const named = [{ customerId: other.customerId, version: 1 }];
  expect(await taras.trpc.batch.select.mutate({ kind: 'named', rows: named })).toMatchObject({
    total: 0,
  });
});

it('starts one run, however often the same order is sent', async () => {
  const { taras } = world;
  const selectionId = await select(taras, three());
  const order = { selectionId, order: lockOrder, mutationId: newKey() };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => taras.trpc.batch.start.mutate(order)),
  );
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  const [batch] = answers;
  await untilEnded(taras, batch?.id ?? 0);
  expect((await taras.trpc.batch.start.mutate(order)).id).toBe(batch?.id);
  expect(await setting.owner.batch.count({ where: { companyId: world.companyId } })).toBe(1);
  for (const id of three()) expect((await rowOf(id)).version).toBe(2);
  // The selection went into the run.
  expect(await codeOf(start(taras, { selectionId, order: lockOrder }))).toBe('SELECTION_NOT_FOUND');
});

it('lets no stranger use a selection or a run, and writes nothing', async () => {
  const { taras, olena, other } = world;
  const batch = await runOn(taras, three(), lockOrder);
  const selectionId = await select(taras, three(), 2);
  await expectNothingWritten(setting.owner, async () => {
    for (const stranger of [olena, other.superadmin]) {
      expect(await codeOf(stranger.trpc.batch.check.query({ selectionId }))).toBe(
        'SELECTION_NOT_FOUND',
      );
      expect(await codeOf(start(stranger, { selectionId, order: { action: 'unlock' } }))).toBe(
        'SELECTION_NOT_FOUND',
      );
    }
    const { trpc } = other.superadmin;
    const batchId = batch.id;
    const asked = [
      trpc.batch.get.query({ batchId }),
      trpc.batch.listRows.query({ batchId }),
      trpc.batch.stop.mutate({ batchId }),
      trpc.batch.undo.mutate({ batchId, mutationId: newKey() }),
    ];
    for (const call of asked) expect(await codeOf(call)).toBe('BATCH_NOT_FOUND');
    expect(await trpc.batch.list.query({})).toEqual({ rows: [], hasMore: false });
  });
});

it('asks for the number before it removes, and writes nothing without it', async () => {
  const { taras } = world;
  const selectionId = await select(taras, three());
  await expectNothingWritten(setting.owner, async () => {
    for (const typed of [undefined, 2]) {
      const typedTotal = typed === undefined ? {} : { typedTotal: typed };
      const refused = start(taras, { selectionId, order: { action: 'remove' }, ...typedTotal });
      expect(await refusalOf(refused)).toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: 'typedTotal', code: 'mismatch' }],
      });
    }
  });
});
