import { beforeEach, expect, it } from 'vitest';
import { createCustomer } from '#prisma/factories/customer.ts';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

// A letter that is on its way changes rows by itself.
const setting = useTestApp({ main: { runsJobs: false } });
let world: World;
let customerId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  const waiting = { passwordResetAt: new Date() };
  ({ id: customerId } = await createCustomer(setting.owner, {
    companyId: world.companyId,
    ...waiting,
  }));
});

const send = ({ trpc }: Pick<Person, 'trpc'>, target = { customerId, version: 1 }) =>
  trpc.customer.sendLink.mutate({ ...target, mutationId: crypto.randomUUID() });
const lettersOf = (id: number) =>
  setting.owner.letter.findMany({ where: { customerId: id }, orderBy: { id: 'asc' } });
const change = (data: Parameters<typeof setting.owner.customer.update>[0]['data']) =>
  setting.owner.customer.update({ where: { id: customerId }, data });

it('orders a letter: of those that wait the newest alone, the next version, one event', async () => {
  const { taras } = world;
  expect(await send(taras)).toMatchObject({ id: customerId, version: 2, passwordStatus: 'reset' });
  // On what was seen before: the link is what is asked for, whatever changed meanwhile.
  expect(await send(taras)).toMatchObject({ version: 3 });
  expect(await lettersOf(customerId)).toMatchObject([
    { kind: 'customerPassword', state: 'dropped', companyId: world.companyId, userId: null },
    { kind: 'customerPassword', state: 'waiting' },
  ]);
  expect(await eventsOf(setting.owner, 'customer', customerId)).toMatchObject([
    { type: 'customer.linkOrdered', version: 2, authorId: taras.id, changes: [], data: {} },
    { type: 'customer.linkOrdered', version: 3, authorId: taras.id },
  ]);
});

it('gives one customer five letters an hour at most, also of those asked for at once', async () => {
  const { taras, olena } = world;
  const codes = await codesOf(Array.from({ length: 9 }, (_, n) => send(n % 2 ? taras : olena)));
  expect(codes).toEqual({ OK: 5, TOO_MANY_REQUESTS: 4 });
  const hourAgo = new Date(Date.now() - 3_600_001);
  await setting.owner.letter.updateMany({ where: { customerId }, data: { createdAt: hourAgo } });
  expect(await codeOf(send(taras))).toBe('OK');
});

it('refuses who may not, and of another company', async () => {
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(send(setting.app.visitor()))).toBe('UNAUTHENTICATED');
    expect(await codeOf(send(world.other.superadmin))).toBe('CUSTOMER_NOT_FOUND');
    const unknown = { customerId: 2_000_000_000, version: 1 };
    expect(await codeOf(send(world.taras, unknown))).toBe('CUSTOMER_NOT_FOUND');
    expect(await codeOf(send(world.taras, { customerId, version: 2 }))).toBe('STALE_VERSION');
  });
});

it('refuses for one who has a password, is locked or removed', async () => {
  const { taras } = world;
  await change({ lockedAt: new Date(), lockReason: 'Спам' });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(send(taras))).toBe('CUSTOMER_ALREADY_LOCKED');
  });
  await change({ lockedAt: null, lockReason: null, passwordResetAt: null });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(send(taras))).toBe('CUSTOMER_HAS_PASSWORD');
  });
  const { login } = await setting.owner.customer.findUniqueOrThrow({ where: { id: customerId } });
  await taras.trpc.customer.remove.mutate({ customerId, version: 1, login });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(send(taras))).toBe('CUSTOMER_NOT_FOUND');
  });
});
