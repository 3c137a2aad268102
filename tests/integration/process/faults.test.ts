import { beforeEach, expect, it } from 'vitest';
import { codeOf } from '#tests/support/answers.ts';
import { call, newKey } from '#tests/support/http.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

/** The machine's clock, as somebody set it. */
let offsetMs = 0;
const setting = useTestApp({ main: { clock: { now: () => new Date(Date.now() + offsetMs) } } });
let world: World;

beforeEach(async () => {
  offsetMs = 0;
  world = await createWorld(setting.owner, setting.app);
});

const hourMs = 3_600_000;

/** As PostgreSQL answers when it has no room left: SQLSTATE 53100. */
async function fillDisk(): Promise<() => Promise<unknown>> {
  await setting.owner.$executeRawUnsafe(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
  await setting.owner.$executeRawUnsafe(
    'CREATE TRIGGER no_room BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION no_room()',
  );
  return () => setting.owner.$executeRawUnsafe('DROP FUNCTION no_room CASCADE');
}

it('a full disk is told as not available, leaves nothing half done, and mends by itself', async () => {
  const { olena, taras, customerId } = world;
  const stream = await taras.follow();
  const commands: [string, object][] = [
    ['customer.lock', { customerId, version: 1, reason: 'Спам' }],
    ['customer.edit', { customerId, version: 2, changes: { city: 'Львів' } }],
    [
      'operation.deposit',
      { customerId, amount: '5', note: 'Поповнення', idempotencyKey: newKey() },
    ],
  ];
  const run = async () => {
    const codes: (string | null)[] = [];
    for (const [procedure, input] of commands) {
      codes.push((await call(setting.app, procedure, input, { cookie: olena.cookie })).code);
    }
    return codes;
  };
  const makeRoom = await fillDisk();
  // The edit is on a version that the lock did not make: it is refused for that, and writes nothing.
  const codes = await expectNothingWritten(setting.owner, run);
  expect([codes[0], codes[2]]).toEqual(['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE']);
  expect(codes[1]).not.toBeNull();
  expect(await codeOf(taras.trpc.customer.get.query({ customerId }))).toBe('OK');
  await makeRoom();
  expect(await run()).toEqual([null, null, null]);
  await stream.until(() => stream.events.length === 3);
  expect(stream.events.map(({ version }) => version)).toEqual([2, 3, 4]);
  stream.close();
});

it('a clock that is set back and forth loses no event, no session and no order', async () => {
  const { olena, taras, customerId } = world;
  const stream = await taras.follow();
  const reason = 'Спам у відгуках';
  await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  offsetMs = -hourMs;
  await olena.trpc.customer.unlock.mutate({ customerId, version: 2 });
  offsetMs = hourMs;
  await olena.trpc.customer.lock.mutate({ customerId, version: 3, reason });
  offsetMs = 0;
  const [, , last] = await eventsOf(setting.owner, 'customer', customerId);
  expect(last?.version).toBe(4);
  await stream.until(() => stream.events.length === 3);
  expect(stream.events.map(({ type, version }) => `${type} ${version}`)).toEqual([
    'customer.locked 2',
    'customer.unlocked 3',
    'customer.locked 4',
  ]);
  // The record's time is the database's, whatever this process thinks.
  for (const { time } of stream.events) {
    expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(hourMs / 2);
  }
  stream.cut();
  const back = await taras.follow(stream.lastCursor);
  await olena.trpc.customer.unlock.mutate({ customerId, version: 4 });
  await back.untilEvent('customer.unlocked');
  expect(back.events).toHaveLength(1);
  back.close();
});

it('who slept through more than can be told reads anew, and is told what comes next', async () => {
  const { olena, taras, customerId, companyId } = world;
  const stream = await taras.follow();
  await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  await stream.untilEvent('customer.locked');
  stream.cut();
  const { events } = setting.app.running.services;
  const asleep = async (count: number, from: number) => {
    const before = events.stats.events;
    await setting.owner.$executeRaw`
      SELECT record_event(${companyId}::int, 'operation.deposited', 'customer', ${customerId}::int,
        (${from}::int + g)::int, ${olena.id}::int, NULL, '[]'::jsonb, '{}'::jsonb)
      FROM generate_series(1, ${count}::int) g`;
    await expect.poll(() => events.stats.events, { timeout: 20_000 }).toBe(before + count);
  };
  await asleep(4_000, 2);
  const late = await taras.follow(stream.lastCursor);
  await late.until(() => late.events.length === 4_000, 20_000);
  expect(late.events.map(({ version }) => version)).toEqual(
    Array.from({ length: 4_000 }, (_, at) => at + 3),
  );
  late.cut();
  await asleep(5_001, 4_002);
  const later = await taras.follow(late.lastCursor);
  await later.until(() => later.messages.length > 0, 20_000);
  expect(later.messages[0]?.kind).toBe('resync');
  expect(later.events).toEqual([]);
  await asleep(1, 9_003);
  await later.until(() => later.events.length === 1);
  expect(later.events[0]?.version).toBe(9_004);
  later.close();
}, 60_000);
