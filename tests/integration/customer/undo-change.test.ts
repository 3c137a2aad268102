import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { EditOutcome } from '#server/features/customer/schema.ts';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import type { TestApp } from '#tests/support/app.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { newKey } from '#tests/support/http.ts';
import { ownerOf } from '#tests/support/owner.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import type { TestDatabase } from '#tests/support/test-server.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

let database: TestDatabase;
let app: TestApp;
let owner: PrismaClient;
let world: World;
let customerId: number;
let passedMs = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const clock = { now: () => new Date(Date.now() + passedMs) };
  app = await startTestApp({ databaseUrl: database.url, main: { clock } });
  owner = ownerOf(database);
});

afterAll(async () => {
  await app.stop();
  await database.drop();
});

beforeEach(async () => {
  passedMs = 0;
  world = await createWorld(owner, app);
  customerId = world.customerId;
});

async function edit(person: Person, version: number, changes: Record<string, string | null>) {
  const outcome = await person.trpc.customer.edit.mutate({ customerId, version, changes });
  return outcome.eventId ?? '';
}

function undo(person: Person, version: number, eventId: string): Promise<EditOutcome> {
  return person.trpc.customer.undo.mutate({ customerId, version, eventId });
}

async function lastEvent() {
  return owner.event.findFirstOrThrow({
    where: { subjectId: customerId },
    orderBy: { id: 'desc' },
  });
}

const reason = 'Спам у відгуках';

it('takes an edit back by an ordinary event that names it', async () => {
  const { olena, taras } = world;
  const eventId = await edit(olena, 1, { city: 'Львів', comment: 'VIP' });
  const outcome = await undo(taras, 2, eventId);
  expect(outcome).toMatchObject({ saved: ['city', 'comment'], conflicts: [], issues: [] });
  expect(outcome.customer).toMatchObject({ version: 3, city: null, comment: null });
  expect((await eventsOf(owner, 'customer', customerId)).at(-1)).toMatchObject({
    type: 'customer.edited',
    version: 3,
    authorId: taras.id,
    changes: [
      { field: 'city', old: 'Львів', new: null },
      { field: 'comment', old: 'VIP', new: null },
    ],
    data: { undoes: eventId },
  });
  expect(outcome.eventId).toBe(String((await lastEvent()).id));
});

it('the undo itself can be undone', async () => {
  const { olena } = world;
  const first = await undo(olena, 2, await edit(olena, 1, { city: 'Львів' }));
  const again = await undo(olena, 3, first.eventId ?? '');
  expect(again.customer).toMatchObject({ version: 4, city: 'Львів' });
});

it('a field that someone changed since is a conflict, the others go back', async () => {
  const { olena, taras } = world;
  const eventId = await edit(olena, 1, { city: 'Львів', comment: 'VIP' });
  await edit(taras, 2, { city: 'Одеса' });
  const outcome = await undo(olena, 3, eventId);
  expect(outcome).toMatchObject({ saved: ['comment'] });
  expect(outcome.conflicts).toMatchObject([
    {
      field: 'city',
      base: { value: 'Львів' },
      theirs: { value: 'Одеса' },
      mine: { value: null },
      by: { id: taras.id, name: taras.name },
    },
  ]);
  expect(outcome.customer).toMatchObject({ city: 'Одеса', comment: null });
});

it('writes nothing when all fields are in conflict or stand as before', async () => {
  const { olena, taras } = world;
  const eventId = await edit(olena, 1, { city: 'Львів' });
  await edit(taras, 2, { city: 'Одеса' });
  await expectNothingWritten(owner, async () => {
    expect(await undo(olena, 3, eventId)).toMatchObject({ saved: [], eventId: null });
  });
  await edit(taras, 3, { city: null });
  await expectNothingWritten(owner, async () => {
    expect(await codeOf(undo(olena, 4, eventId))).toBe('ALREADY_UNDONE');
  });
});

it('takes tags back as a set', async () => {
  const { companyId, olena, taras } = world;
  const make = (caption: string) => owner.tag.create({ data: { companyId, caption } });
  const [vip, fair, late] = [await make('VIP'), await make('Ярмарок'), await make('Пізній')];
  await owner.customerTag.create({ data: { customerId, tagId: vip.id } });
  const tags = { add: [fair.id], remove: [vip.id] };
  const first = await olena.trpc.customer.edit.mutate({ customerId, version: 1, tags });
  await taras.trpc.customer.edit.mutate({ customerId, version: 2, tags: { add: [late.id] } });
  const outcome = await undo(olena, 3, first.eventId ?? '');
  expect(outcome.saved).toEqual(['tags']);
  expect(outcome.customer.tags.map(({ id }) => id).sort()).toEqual([vip.id, late.id].sort());
});

it('takes a lock back, and an unlock by the former reason and message', async () => {
  const { olena, taras } = world;
  const message = 'Зверніться';
  await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason, message });
  const locked = String((await lastEvent()).id);
  const unlocked = await undo(olena, 2, locked);
  expect(unlocked.customer).toMatchObject({ version: 3, locked: null });
  const expiresAt = new Date(Date.now() + 60_000);
  await owner.customerSession.create({ data: { id: `open${customerId}`, customerId, expiresAt } });
  const again = await undo(olena, 3, unlocked.eventId ?? '');
  const by = { id: olena.id, name: olena.name };
  expect(again.customer.locked).toMatchObject({ reason, message, by });
  const events = await eventsOf(owner, 'customer', customerId);
  expect(events).toMatchObject([
    { type: 'customer.locked' },
    { type: 'customer.unlocked', data: { undoes: locked, lock: { reason } } },
    {
      type: 'customer.locked',
      data: { undoes: unlocked.eventId, lock: { reason }, endedSessionsCount: 1 },
    },
  ]);
});

it('refuses to take back a lock that is over or was set anew', async () => {
  const { olena, taras } = world;
  await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  const eventId = String((await lastEvent()).id);
  await olena.trpc.customer.unlock.mutate({ customerId, version: 2 });
  const unlocked = String((await lastEvent()).id);
  expect(await codeOf(undo(taras, 3, eventId))).toBe('ALREADY_UNDONE');
  await olena.trpc.customer.lock.mutate({ customerId, version: 3, reason: 'Інша причина' });
  await expectNothingWritten(owner, async () => {
    expect(await codeOf(undo(taras, 4, eventId))).toBe('STALE_VERSION');
    expect(await codeOf(undo(taras, 4, unlocked))).toBe('ALREADY_UNDONE');
  });
});

it('of many who undo at once one does', async () => {
  const { olena, taras } = world;
  const eventId = await edit(olena, 1, { city: 'Львів' });
  const calls = Array.from({ length: 8 }, (_, at) => undo(at % 2 ? olena : taras, 2, eventId));
  expect(await codesOf(calls)).toEqual({ OK: 1, ALREADY_UNDONE: 7 });
  expect(await eventsOf(owner, 'customer', customerId)).toHaveLength(2);
});

it('offers it for 15 minutes', async () => {
  const { olena } = world;
  const eventId = await edit(olena, 1, { city: 'Львів' });
  passedMs = 15 * 60_000 + 5_000;
  await expectNothingWritten(owner, async () => {
    expect(await codeOf(undo(olena, 2, eventId))).toBe('UNDO_EXPIRED');
  });
  passedMs = 14 * 60_000;
  expect(await codeOf(undo(olena, 2, eventId))).toBe('OK');
});

it('refuses events of others, of another kind and that never were, and writes nothing', async () => {
  const { olena, taras, other } = world;
  const eventId = await edit(olena, 1, { city: 'Львів' });
  const input = { customerId, amount: '5', note: 'Повернення коштів', idempotencyKey: newKey() };
  await olena.trpc.operation.deposit.mutate(input);
  const deposited = String((await lastEvent()).id);
  const theirs = { customerId: other.customerId, version: 1, changes: { city: 'Київ' } };
  const { eventId: foreign } = await other.superadmin.trpc.customer.edit.mutate(theirs);
  await expectNothingWritten(owner, async () => {
    expect(await codeOf(undo(taras, 3, deposited))).toBe('EVENT_NOT_UNDOABLE');
    expect(await codeOf(undo(taras, 3, foreign ?? ''))).toBe('EVENT_NOT_FOUND');
    expect(await codeOf(undo(taras, 3, '9999999999999999999'))).toBe('EVENT_NOT_FOUND');
    expect(await codeOf(undo(other.superadmin, 3, eventId))).toBe('CUSTOMER_NOT_FOUND');
    expect(await codeOf(undo(taras, 4, eventId))).toBe('STALE_VERSION');
    expect(await codeOf(undo(taras, 3, 'x'))).toBe('INVALID_INPUT');
  });
});
