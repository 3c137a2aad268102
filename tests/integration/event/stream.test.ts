import { beforeEach, expect, it } from 'vitest';
import { createCompany } from '#prisma/factories/company.ts';
import { createCustomer } from '#prisma/factories/customer.ts';
import { createUser } from '#prisma/factories/user.ts';
import type { TestUser } from '#tests/support/app.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';

const setting = useTestApp();
let olena: TestUser;
let taras: TestUser;
let customerId: number;
let companyId: number;
let tarasId: number;

beforeEach(async () => {
  companyId = (await createCompany(setting.owner)).id;
  const superadmin = await createUser(setting.owner, { companyId, role: 'superadmin' });
  const admin = await createUser(setting.owner, { companyId, role: 'admin' });
  tarasId = admin.id;
  olena = await setting.app.signInAs(superadmin.id);
  taras = await setting.app.signInAs(admin.id);
  customerId = (await createCustomer(setting.owner, { companyId })).id;
});

async function lock(user: TestUser, reason = 'Спам у відгуках'): Promise<void> {
  const { version } = await user.trpc.customer.get.query({ customerId });
  await user.trpc.customer.lock.mutate({ customerId, version, reason });
}

it('tells a colleague of a lock with reason, author and version', async () => {
  const stream = await taras.follow();
  await lock(olena);
  const event = await stream.untilEvent('customer.locked');
  expect(event).toMatchObject({
    subject: { type: 'customer', id: customerId },
    version: 2,
    data: { lock: { reason: 'Спам у відгуках' } },
    changes: [{ field: 'locked', old: false, new: true }],
  });
  expect(event.author?.name).toBeTruthy();
  stream.close();
});

it('tells a page what it missed, in order, once, when it comes back with its cursor', async () => {
  const stream = await taras.follow();
  await lock(olena);
  await stream.untilEvent('customer.locked');
  stream.cut();
  const { version } = await olena.trpc.customer.get.query({ customerId });
  await olena.trpc.customer.unlock.mutate({ customerId, version });
  await lock(olena, 'Знову спам');
  const back = await taras.follow(stream.lastCursor);
  expect(back.events.map(({ type, version: of }) => `${type} ${of}`)).toEqual([
    'customer.unlocked 3',
    'customer.locked 4',
  ]);
  back.close();
});

it('tells nothing to another company', async () => {
  const other = await createCompany(setting.owner);
  const stranger = await createUser(setting.owner, { companyId: other.id, role: 'superadmin' });
  const strangerStream = await (await setting.app.signInAs(stranger.id)).follow();
  const ownStream = await taras.follow();
  await lock(olena);
  await ownStream.untilEvent('customer.locked');
  expect(strangerStream.events).toEqual([]);
  strangerStream.close();
  ownStream.close();
});

it('asks for a reload when the cursor is of another epoch or forged', async () => {
  const stream = await taras.follow('0000.5.5');
  expect(stream.messages[0]).toEqual({ kind: 'resync', reason: 'epoch' });
  stream.close();
});

it('closes a blocked user’s socket within a second and tells them nothing after it', async () => {
  const stream = await taras.follow();
  const user = await setting.app.running.services.db.user.findUniqueOrThrow({
    where: { id: tarasId },
  });
  const startedAt = performance.now();
  await olena.trpc.user.block.mutate({ userId: tarasId, version: user.version });
  await lock(olena);
  await stream.until(() => stream.closeCode !== null, 1_000);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  expect(stream.closeCode).toBe(4401);
  expect(stream.events.filter(({ type }) => type === 'customer.locked')).toEqual([]);
  await expect(taras.follow()).rejects.toThrow('401');
  await expect(taras.trpc.customer.get.query({ customerId })).rejects.toThrow('UNAUTHENTICATED');
});

it('tells of a deposit with the operation and the new balance', async () => {
  const stream = await taras.follow();
  const { operation } = await olena.trpc.operation.deposit.mutate({
    customerId,
    amount: '1 200,50',
    note: 'Повернення коштів',
    idempotencyKey: crypto.randomUUID(),
  });
  const event = await stream.untilEvent('operation.deposited');
  expect(event.data).toEqual({ operation });
  expect(operation).toMatchObject({ amount: '1200.50', balanceAfter: '1200.50', number: 1 });
  stream.close();
});
