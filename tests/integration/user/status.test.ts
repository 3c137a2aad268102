import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, signedIn, versionOf } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

it('blocks: the row, the next version, one event, and no session left', async () => {
  const { olena, taras } = world;
  const mutationId = crypto.randomUUID();
  const input = { userId: taras.id, version: 1, mutationId };
  const answer = await olena.trpc.user.block.mutate(input);
  expect(answer).toMatchObject({ id: taras.id, version: 2, status: 'blocked' });
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id: taras.id } });
  expect(row).toMatchObject({ version: 2, blockedById: olena.id });
  expect(row.blockedAt).not.toBeNull();
  expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(0);
  expect(await codeOf(taras.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect(await eventsOf(setting.owner, 'user', taras.id)).toEqual([
    {
      type: 'user.blocked',
      version: 2,
      authorId: olena.id,
      mutationId,
      changes: [{ field: 'status', old: 'active', new: 'blocked' }],
      data: {},
    },
  ]);
});

it('voids the links and drops the letters that are on their way, of that user alone', async () => {
  const { olena, taras, companyId } = world;
  const { owner } = setting;
  const colleague = await signedIn(owner, setting.app, {
    company: { id: companyId },
    role: 'admin',
  });
  const expiresAt = new Date(Date.now() + 3_600_000);
  const usedAt = new Date('2026-01-01T00:00:00Z');
  const hashes = {
    fresh: crypto.randomUUID(),
    used: crypto.randomUUID(),
    other: crypto.randomUUID(),
  };
  await owner.passwordToken.createMany({
    data: [
      { tokenHash: hashes.fresh, userId: taras.id, expiresAt },
      { tokenHash: hashes.used, userId: taras.id, expiresAt, usedAt },
      { tokenHash: hashes.other, userId: colleague.id, expiresAt },
    ],
  });
  await owner.letter.createMany({
    data: [
      { companyId, userId: taras.id, kind: 'invitation' },
      { companyId, userId: taras.id, kind: 'passwordReset' },
      { companyId, userId: taras.id, kind: 'passwordChanged', state: 'sent' },
      { companyId, userId: colleague.id, kind: 'passwordReset' },
    ],
  });
  await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  const tokens = await owner.passwordToken.findMany({ where: { voidedAt: { not: null } } });
  expect(tokens.map(({ tokenHash }) => tokenHash)).toEqual([hashes.fresh]);
  const letters = await owner.letter.findMany({ where: { companyId }, orderBy: { id: 'asc' } });
  expect(letters.map(({ state }) => state)).toEqual(['dropped', 'dropped', 'sent', 'waiting']);
});

it('says to the page that it closes that the user was blocked, within a second', async () => {
  const { olena, taras } = world;
  const tabs = await Promise.all([taras.follow(), taras.follow()]);
  const reasons: string[] = [];
  for (const { socket } of tabs) {
    socket.on('close', (code, reason) => reasons.push(`${code} ${reason.toString()}`));
  }
  const startedAt = performance.now();
  await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  await expect.poll(() => reasons).toEqual(['4401 blocked', '4401 blocked']);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

it('activates: the row, the next version, one event; old sessions stay ended', async () => {
  const { olena, taras } = world;
  await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  const answer = await olena.trpc.user.activate.mutate({ userId: taras.id, version: 2 });
  expect(answer).toMatchObject({ version: 3, status: 'active' });
  const row = await setting.owner.user.findUniqueOrThrow({ where: { id: taras.id } });
  expect(row).toMatchObject({ version: 3, blockedAt: null, blockedById: null });
  expect((await eventsOf(setting.owner, 'user', taras.id)).map(({ type }) => type)).toEqual([
    'user.blocked',
    'user.activated',
  ]);
  expect(await codeOf(taras.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  const back = await setting.app.signInAs(taras.id);
  expect(await codeOf(back.trpc.session.current.query())).toBe('OK');
});

it.each(['block', 'activate'] as const)(
  'lets nobody %s but a superadmin of the company, never oneself, and writes nothing',
  async (verb) => {
    const { olena, taras, other } = world;
    const company = { id: world.companyId };
    const target = await signedIn(setting.owner, setting.app, { company, role: 'admin' });
    if (verb === 'activate') {
      await olena.trpc.user.block.mutate({ userId: target.id, version: 1 });
    }
    const version = await versionOf(setting.owner, { userId: target.id });
    const by = ({ trpc }: Pick<typeof taras, 'trpc'>, userId = target.id) =>
      codeOf(trpc.user[verb].mutate({ userId, version }));
    await expectNothingWritten(setting.owner, async () => {
      expect(await by(taras)).toBe('FORBIDDEN');
      expect(await by(setting.app.visitor())).toBe('UNAUTHENTICATED');
      expect(await by(other.superadmin)).toBe('USER_NOT_FOUND');
      expect(await by(olena, other.superadmin.id)).toBe('USER_NOT_FOUND');
      expect(await by(olena, 2_000_000_000)).toBe('USER_NOT_FOUND');
      expect(await by(olena, olena.id)).toBe('USER_IS_SELF');
    });
  },
);

it('refuses the state that already is, and a version that never was, and writes nothing', async () => {
  const { olena, taras } = world;
  await expectNothingWritten(setting.owner, async () => {
    const future = olena.trpc.user.block.mutate({ userId: taras.id, version: 9 });
    const active = olena.trpc.user.activate.mutate({ userId: taras.id, version: 1 });
    expect(await codeOf(future)).toBe('STALE_VERSION');
    expect(await codeOf(active)).toBe('USER_NOT_BLOCKED');
  });
  await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  await expectNothingWritten(setting.owner, async () => {
    const again = olena.trpc.user.block.mutate({ userId: taras.id, version: 2 });
    expect(await codeOf(again)).toBe('USER_ALREADY_BLOCKED');
  });
});

it('blocks someone who signed in after the screen was drawn', async () => {
  const { olena, taras } = world;
  await setting.owner.user.update({ where: { id: taras.id }, data: { version: 7 } });
  const answer = await olena.trpc.user.block.mutate({ userId: taras.id, version: 1 });
  expect(answer.version).toBe(8);
});

it('of two superadmins who block each other at once one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { olena, companyId } = await createWorld(setting.owner, setting.app);
    const rival = await signedIn(setting.owner, setting.app, {
      company: { id: companyId },
      role: 'superadmin',
    });
    const codes = await codesOf([
      olena.trpc.user.block.mutate({ userId: rival.id, version: 1 }),
      rival.trpc.user.block.mutate({ userId: olena.id, version: 1 }),
    ]);
    expect(codes).toEqual({ OK: 1, UNAUTHENTICATED: 1 });
    const active = { companyId, role: 'superadmin' as const, blockedAt: null };
    expect(await setting.owner.user.count({ where: active })).toBe(1);
  }
});

it('of ten who block the same user at once one does, and there is one event', async () => {
  const { olena, taras } = world;
  const calls = Array.from({ length: 10 }, () =>
    olena.trpc.user.block.mutate({ userId: taras.id, version: 1 }),
  );
  expect(await codesOf(calls)).toEqual({ OK: 1, USER_ALREADY_BLOCKED: 9 });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toHaveLength(1);
});
