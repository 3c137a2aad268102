import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { startTestApp } from '#tests/support/app.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld, signedIn, versionOf } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

const rival = (companyId: number): Promise<Person> =>
  signedIn(setting.owner, setting.app, { company: { id: companyId }, role: 'superadmin' });

it('changes the role: the row, the next version, one event; sessions stay and have the new rights', async () => {
  const { olena, taras } = world;
  const mutationId = crypto.randomUUID();
  const input = { userId: taras.id, version: 1, role: 'superadmin', mutationId } as const;
  const answer = await olena.trpc.user.changeRole.mutate(input);
  expect(answer).toMatchObject({ id: taras.id, version: 2, role: 'superadmin' });
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id: taras.id } });
  expect(row).toMatchObject({ role: 'superadmin', version: 2 });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([
    {
      type: 'user.roleChanged',
      version: 2,
      authorId: olena.id,
      mutationId,
      changes: [{ field: 'role', old: 'admin', new: 'superadmin' }],
      data: {},
    },
  ]);
  const { user, permissions } = await taras.trpc.session.current.query();
  expect(user.role).toBe('superadmin');
  expect(permissions).toContain('user:create');
});

it('lets nobody change a role but a superadmin of the company, never their own', async () => {
  const { olena, taras, other, companyId } = world;
  const company = { id: companyId };
  const target = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
  const by = ({ trpc }: Pick<Person, 'trpc'>, userId = target.id) =>
    codeOf(trpc.user.changeRole.mutate({ userId, version: 1, role: 'superadmin' }));
  await expectNothingWritten(setting.owner, async () => {
    expect(await by(taras)).toBe('FORBIDDEN');
    expect(await by(taras, taras.id)).toBe('FORBIDDEN');
    expect(await by(setting.app.visitor())).toBe('UNAUTHENTICATED');
    expect(await by(other.superadmin)).toBe('USER_NOT_FOUND');
    expect(await by(olena, 2_000_000_000)).toBe('USER_NOT_FOUND');
    expect(await by(olena, olena.id)).toBe('USER_IS_SELF');
  });
});

it('refuses the role that they have, one that is none, and a version that never was', async () => {
  const { olena, taras } = world;
  await expectNothingWritten(setting.owner, async () => {
    const change = (role: 'admin' | 'superadmin', version: number) =>
      codeOf(olena.trpc.user.changeRole.mutate({ userId: taras.id, version, role }));
    expect(await change('admin', 1)).toBe('USER_HAS_ROLE');
    expect(await change('superadmin', 9)).toBe('STALE_VERSION');
    // @ts-expect-error the type says so too
    expect(await change('owner', 1)).toBe('INVALID_INPUT');
  });
});

it('of two superadmins who demote each other at once one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { olena, companyId } = await createWorld(setting.owner, setting.app);
    const other = await rival(companyId);
    const codes = await codesOf([
      olena.trpc.user.changeRole.mutate({ userId: other.id, version: 1, role: 'admin' }),
      other.trpc.user.changeRole.mutate({ userId: olena.id, version: 1, role: 'admin' }),
    ]);
    expect(codes).toEqual({ OK: 1, FORBIDDEN: 1 });
    const active = { companyId, role: 'superadmin' as const, blockedAt: null };
    expect(await setting.owner.user.count({ where: active })).toBe(1);
  }
});

it('of one who blocks and one who demotes the other at once one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { olena, companyId } = await createWorld(setting.owner, setting.app);
    const other = await rival(companyId);
    await codesOf([
      olena.trpc.user.block.mutate({ userId: other.id, version: 1 }),
      other.trpc.user.changeRole.mutate({ userId: olena.id, version: 1, role: 'admin' }),
    ]);
    const active = { companyId, role: 'superadmin' as const, blockedAt: null };
    expect(await setting.owner.user.count({ where: active })).toBe(1);
  }
});

it('tells an open page within a second, on the same socket, in every process', async () => {
  const { olena, taras, customerId } = world;
  const second = await startTestApp({ databaseUrl: setting.database.url });
  const elsewhere = await second.signInAs(taras.id);
  const streams = [await taras.follow(), await elsewhere.follow()];
  const witness = await olena.follow();
  const startedAt = performance.now();
  await olena.trpc.user.changeRole.mutate({ userId: taras.id, version: 1, role: 'superadmin' });
  for (const stream of streams) {
    await stream.until(() => stream.messages.some(({ kind }) => kind === 'resync'));
    expect(stream.messages.at(-1)).toEqual({ kind: 'resync', reason: 'rights' });
  }
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  await olena.trpc.customer.lock.mutate({ customerId, version: 1, reason: 'Спам' });
  for (const stream of streams) {
    await stream.untilEvent('customer.locked');
    expect(stream.closeCode).toBeNull();
    stream.close();
  }
  await witness.untilEvent('customer.locked');
  expect(witness.messages.filter(({ kind }) => kind === 'resync')).toEqual([]);
  witness.close();
  await second.stop();
});

it('puts the page into the class of its new rights, and out of the old one', async () => {
  const { olena, taras } = world;
  const { events } = setting.app.running.services;
  const before = events.stats.classes;
  const stream = await taras.follow();
  const witness = await olena.follow();
  expect(events.stats.classes).toBe(before + 2);
  await olena.trpc.user.changeRole.mutate({ userId: taras.id, version: 1, role: 'superadmin' });
  await stream.until(() => stream.messages.some(({ kind }) => kind === 'resync'));
  expect(events.stats.classes).toBe(before + 1);
  stream.close();
  witness.close();
  await expect.poll(() => events.stats.classes).toBe(before);
});

it('keeps who is where, and may show a place, after the rights changed', async () => {
  const { olena, taras, customerId } = world;
  const place = { customerId, state: 'viewing', field: null, intent: null };
  const tab = await taras.openTab();
  const watcher = await olena.openTab();
  expect(await tab.show(place)).toBe('OK');
  await watcher.until(() => watcher.people.length === 1);
  const asked = tab.messages.length;
  await olena.trpc.user.changeRole.mutate({ userId: taras.id, version: 1, role: 'superadmin' });
  await tab.until(() => tab.messages.length > asked);
  expect(watcher.people).toHaveLength(1);
  expect(await tab.show(place)).toBe('OK');
  expect(await versionOf(setting.owner, { userId: taras.id })).toBe(2);
  tab.socket.close();
  watcher.socket.close();
});

it('ends with the event stream’s place when rights change while it still catches up', async () => {
  const { olena, taras } = world;
  const stream = await taras.follow();
  const flips = ['superadmin', 'admin', 'superadmin', 'admin'] as const;
  for (const [at, role] of flips.entries()) {
    await olena.trpc.user.changeRole.mutate({ userId: taras.id, version: at + 1, role });
  }
  const { events } = setting.app.running.services;
  await expect.poll(() => events.stats.readers).toBe(1);
  await olena.trpc.customer.lock.mutate({
    ...{ customerId: world.customerId, version: 1, reason: 'Спам' },
  });
  await stream.untilEvent('customer.locked');
  expect(stream.events.filter(({ type }) => type === 'customer.locked')).toHaveLength(1);
  stream.close();
});
