import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf, refusalOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  customerId = world.customerId;
});

const reason = 'Спам у відгуках';

async function openCabinet(id: string, expiresAt: Date): Promise<void> {
  await setting.owner.customerSession.create({ data: { id, customerId, expiresAt } });
}

it('locks: the row, the next version, one event with both, and every open session ended', async () => {
  const { taras } = world;
  await openCabinet('open', new Date(Date.now() + 60_000));
  await openCabinet('over', new Date(Date.now() - 60_000));
  const mutationId = crypto.randomUUID();
  const input = {
    customerId,
    version: 1,
    reason: `  ${reason} `,
    message: 'Зверніться',
    mutationId,
  };
  const answer = await taras.trpc.customer.lock.mutate(input);
  const row = await setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(row).toMatchObject({ version: 2, lockedById: taras.id, lockReason: reason });
  expect(row.lockMessage).toBe('Зверніться');
  const lock = {
    reason,
    message: 'Зверніться',
    at: row.lockedAt?.toISOString(),
    by: { id: taras.id, name: taras.name },
  };
  expect(answer).toMatchObject({ version: 2, locked: lock, openSessionsCount: 0 });
  expect(await taras.trpc.customer.get.query({ customerId })).toEqual(answer);
  expect(await eventsOf(setting.owner, 'customer', customerId)).toEqual([
    {
      type: 'customer.locked',
      version: 2,
      authorId: taras.id,
      mutationId,
      changes: [{ field: 'locked', old: false, new: true }],
      data: { lock, endedSessionsCount: 1 },
    },
  ]);
  const sessions = await setting.owner.customerSession.findMany({ orderBy: { id: 'asc' } });
  expect(sessions.map(({ id, endedAt }) => [id, endedAt !== null])).toEqual([
    ['open', true],
    ['over', false],
  ]);
});

it('unlocks: the row, the next version, and an event that keeps the ended lock', async () => {
  const { olena, taras } = world;
  const locked = await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  const answer = await olena.trpc.customer.unlock.mutate({ customerId, version: 2 });
  expect(answer).toMatchObject({ version: 3, locked: null });
  const row = await setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(row).toMatchObject({ version: 3, lockedAt: null, lockedById: null, lockReason: null });
  const [, unlocked] = await eventsOf(setting.owner, 'customer', customerId);
  expect(unlocked).toMatchObject({
    type: 'customer.unlocked',
    version: 3,
    authorId: olena.id,
    data: { lock: locked.locked },
  });
});

it.each(['lock', 'unlock'] as const)('lets no stranger %s, and writes nothing', async (verb) => {
  const { taras, other } = world;
  const input = { customerId, version: 1, reason };
  if (verb === 'unlock') await taras.trpc.customer.lock.mutate(input);
  const by = (user: Pick<typeof taras, 'trpc'>) =>
    verb === 'lock'
      ? user.trpc.customer.lock.mutate(input)
      : user.trpc.customer.unlock.mutate({ customerId, version: 2 });
  await setting.owner.user.update({ where: { id: taras.id }, data: { blockedAt: new Date() } });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(by(other.superadmin))).toBe('CUSTOMER_NOT_FOUND');
    expect(await codeOf(by(setting.app.visitor()))).toBe('UNAUTHENTICATED');
    expect(await codeOf(by(taras))).toBe('UNAUTHENTICATED');
  });
});

it('says who locked and when to one who comes too late, and writes nothing', async () => {
  const { olena, taras } = world;
  const locked = await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  await expectNothingWritten(setting.owner, async () => {
    const again = olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Теж спам' });
    expect(await refusalOf(again)).toMatchObject({
      code: 'CUSTOMER_ALREADY_LOCKED',
      params: { by: taras.name, at: locked.locked?.at },
    });
  });
});

it('refuses to unlock who is not locked, and writes nothing', async () => {
  await expectNothingWritten(setting.owner, async () => {
    const unlock = world.taras.trpc.customer.unlock.mutate({ customerId, version: 1 });
    expect(await codeOf(unlock)).toBe('CUSTOMER_NOT_LOCKED');
  });
});

it('refuses to lock over a colleague’s lock and unlock, and names the colleague', async () => {
  const { olena, taras } = world;
  await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  await taras.trpc.customer.unlock.mutate({ customerId, version: 2 });
  await expectNothingWritten(setting.owner, async () => {
    const stale = olena.trpc.customer.lock.mutate({ customerId, version: 1, reason });
    const { code, params } = await refusalOf(stale);
    expect([code, params['by']]).toEqual(['STALE_VERSION', taras.name]);
    const future = olena.trpc.customer.lock.mutate({ customerId, version: 4, reason });
    expect(await codeOf(future)).toBe('STALE_VERSION');
  });
});

it('locks although a deposit came in between: other changes don’t stand in its way', async () => {
  const { olena, taras } = world;
  const note = 'Повернення коштів';
  const idempotencyKey = crypto.randomUUID();
  await olena.trpc.operation.deposit.mutate({ customerId, amount: '5', note, idempotencyKey });
  const answer = await taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  expect(answer).toMatchObject({ version: 3, balance: '5.00' });
});

it('of twenty who lock at once one does, and there is one event', async () => {
  const { olena, taras } = world;
  const calls = Array.from({ length: 20 }, (_, at) =>
    (at % 2 ? olena : taras).trpc.customer.lock.mutate({ customerId, version: 1, reason }),
  );
  expect(await codesOf(calls)).toEqual({ OK: 1, CUSTOMER_ALREADY_LOCKED: 19 });
  expect(await eventsOf(setting.owner, 'customer', customerId)).toHaveLength(1);
});

it('of a lock and many deposits at once none is lost', async () => {
  const { olena, taras } = world;
  const deposits = Array.from({ length: 20 }, () =>
    olena.trpc.operation.deposit.mutate({
      ...{ customerId, amount: '1', note: 'Повернення коштів' },
      idempotencyKey: crypto.randomUUID(),
    }),
  );
  const lock = taras.trpc.customer.lock.mutate({ customerId, version: 1, reason });
  expect(await codesOf([...deposits, lock])).toEqual({ OK: 21 });
  const { version, balance, locked } = await taras.trpc.customer.get.query({ customerId });
  expect([version, balance, locked?.reason]).toEqual([22, '20.00', reason]);
  const versions = (await eventsOf(setting.owner, 'customer', customerId)).map(
    (event) => event.version,
  );
  expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, at) => at + 2));
});
