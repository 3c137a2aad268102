import { beforeEach, expect, it } from 'vitest';
import { codeOf, codesOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld, signedIn } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;
const nobodys = '00000000-0000-4000-8000-000000000000';
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36';

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
});

async function newestSession(userId: number) {
  const orderBy = { createdAt: 'desc' } as const;
  return setting.owner.session.findFirstOrThrow({ where: { userId }, orderBy });
}

it('lists where one is signed in, this one marked, and nothing that opens a session', async () => {
  const { taras } = world;
  const elsewhere = await setting.app.signInAs(taras.id);
  const row = await newestSession(taras.id);
  await setting.owner.session.update({
    where: { id: row.id },
    data: { userAgent: windows, ipAddress: '192.0.2.7' },
  });
  const { rows, total } = await taras.trpc.session.list.query();
  expect(total).toBe(2);
  expect(rows.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
  const other = rows.find(({ id }) => id === row.publicId);
  expect(other).toMatchObject({
    isCurrent: false,
    device: { browser: 'Chrome', system: 'Windows', kind: 'desktop' },
    ipAddress: '192.0.2.7',
    startedAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
  });
  expect(JSON.stringify(rows)).not.toContain(row.id);
  expect(JSON.stringify(rows)).not.toContain(elsewhere.cookie.split('=')[1]);
});

it('lists no session whose time is up, and at most fifty', async () => {
  const { taras } = world;
  await setting.app.signInAs(taras.id);
  const { id } = await newestSession(taras.id);
  await setting.owner.session.update({ where: { id }, data: { expiresAt: new Date(0) } });
  expect((await taras.trpc.session.list.query()).total).toBe(1);
  await Promise.all(Array.from({ length: 60 }, () => setting.app.signInAs(taras.id)));
  const { rows, total } = await taras.trpc.session.list.query();
  expect([rows.length, total]).toEqual([50, 61]);
});

it('ends one: the row, the next version, one event, its sockets alone', async () => {
  const { taras } = world;
  const elsewhere = await setting.app.signInAs(taras.id);
  const ended = await newestSession(taras.id);
  const [stays, goes] = [await taras.follow(), await elsewhere.follow()];
  await taras.trpc.session.end.mutate({ sessionId: ended.publicId });
  await goes.until(() => goes.closeCode === 4401, 1_000);
  expect(stays.closeCode).toBeNull();
  expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(1);
  expect(await codeOf(elsewhere.trpc.session.current.query())).toBe('UNAUTHENTICATED');
  expect(await eventsOf(setting.owner, 'user', taras.id)).toMatchObject([
    {
      type: 'session.ended',
      version: 2,
      authorId: taras.id,
      data: { sessionHashes: [ended.id], reason: 'endedByOwner' },
    },
  ]);
  stays.close();
});

it('tells colleagues that a session ended, and neither which nor why', async () => {
  const { olena, taras } = world;
  await setting.app.signInAs(taras.id);
  const { publicId: sessionId } = await newestSession(taras.id);
  const stream = await olena.follow();
  await taras.trpc.session.end.mutate({ sessionId });
  await stream.until(() => stream.events.length > 0);
  expect(stream.events).toMatchObject([{ type: 'session.ended', subject: { id: taras.id } }]);
  expect(stream.events[0]).toMatchObject({ changes: [], data: {} });
  expect(Object.keys(stream.events[0]?.data ?? { x: 1 })).toEqual([]);
  stream.close();
});

it('ends all others with one event; a second time there is nothing to end or to tell', async () => {
  const { taras } = world;
  const others = await Promise.all([1, 2, 3].map(() => setting.app.signInAs(taras.id)));
  const own = await taras.follow();
  const streams = await Promise.all(others.map((other) => other.follow()));
  expect(await taras.trpc.session.endOthers.mutate({})).toEqual({ endedCount: 3 });
  for (const stream of streams) await stream.until(() => stream.closeCode === 4401, 1_000);
  expect(own.closeCode).toBeNull();
  expect(await taras.trpc.session.list.query()).toMatchObject({ total: 1 });
  expect(await eventsOf(setting.owner, 'user', taras.id)).toMatchObject([
    { type: 'session.ended', version: 2, data: { sessionHashes: null, reason: 'endedByOwner' } },
  ]);
  await expectNothingWritten(setting.owner, async () => {
    expect(await taras.trpc.session.endOthers.mutate({})).toEqual({ endedCount: 0 });
  });
  own.close();
});

it("ends nobody else's, no unknown and none twice, and writes nothing", async () => {
  const { olena, taras, other } = world;
  const theirs = await newestSession(taras.id);
  const foreign = await newestSession(other.superadmin.id);
  const end = (sessionId: string) => codeOf(olena.trpc.session.end.mutate({ sessionId }));
  await expectNothingWritten(setting.owner, async () => {
    expect(await end(theirs.publicId)).toBe('SESSION_NOT_FOUND');
    expect(await end(foreign.publicId)).toBe('SESSION_NOT_FOUND');
    expect(await end(nobodys)).toBe('SESSION_NOT_FOUND');
    expect(await end(theirs.id)).toBe('INVALID_INPUT');
    const stranger = setting.app.visitor().trpc.session;
    expect(await codeOf(stranger.endOthers.mutate({}))).toBe('UNAUTHENTICATED');
    expect(await codeOf(stranger.list.query())).toBe('UNAUTHENTICATED');
  });
});

it('of two sessions that end each other at once one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { taras } = await createWorld(setting.owner, setting.app);
    const rival = await setting.app.signInAs(taras.id);
    const calls = [
      taras.trpc.session.endOthers.mutate({}),
      rival.trpc.session.endOthers.mutate({}),
    ];
    expect(await codesOf(calls)).toEqual({ OK: 1, UNAUTHENTICATED: 1 });
    expect(await setting.owner.session.count({ where: { userId: taras.id } })).toBe(1);
    expect(await eventsOf(setting.owner, 'user', taras.id)).toHaveLength(1);
  }
});

it('a superadmin sees the sessions of a user and ends one, then all', async () => {
  const { olena, taras } = world;
  const elsewhere = await setting.app.signInAs(taras.id);
  const { publicId: sessionId } = await newestSession(taras.id);
  const userId = taras.id;
  const { rows, total } = await olena.trpc.session.listOfUser.query({ userId });
  expect(total).toBe(2);
  expect(rows.some(({ isCurrent }) => isCurrent)).toBe(false);
  const goes = await elsewhere.follow();
  const stays = await taras.follow();
  const one = { userId, sessionId };
  expect(await olena.trpc.session.endOfUser.mutate(one)).toEqual({ endedCount: 1 });
  await goes.until(() => goes.closeCode === 4401, 1_000);
  expect(stays.closeCode).toBeNull();
  const all = { userId, sessionId: null };
  expect(await olena.trpc.session.endOfUser.mutate(all)).toEqual({ endedCount: 1 });
  await stays.until(() => stays.closeCode === 4401, 1_000);
  expect(await setting.owner.session.count({ where: { userId } })).toBe(0);
  expect(await eventsOf(setting.owner, 'user', userId)).toMatchObject([
    { version: 2, authorId: olena.id, data: { reason: 'endedBySuperadmin' } },
    { version: 3, authorId: olena.id, data: { sessionHashes: null, reason: 'endedBySuperadmin' } },
  ]);
  expect(await codeOf(olena.trpc.session.endOfUser.mutate(all))).toBe('SESSION_NOT_FOUND');
  // The user is neither blocked nor signed out for good.
  const back = await setting.app.signInAs(userId);
  expect(await codeOf(back.trpc.session.current.query())).toBe('OK');
});

it('lets nobody end or see the sessions of another but a superadmin of the company', async () => {
  const { olena, taras, other } = world;
  const target = await signedIn(setting.owner, setting.app, {
    company: { id: world.companyId },
    role: 'admin',
  });
  const by = ({ trpc }: Pick<typeof taras, 'trpc'>, userId = target.id) =>
    codeOf(trpc.session.endOfUser.mutate({ userId, sessionId: null }));
  const seenBy = ({ trpc }: Pick<typeof taras, 'trpc'>, userId = target.id) =>
    codeOf(trpc.session.listOfUser.query({ userId }));
  await expectNothingWritten(setting.owner, async () => {
    expect([await by(taras), await seenBy(taras)]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const stranger = setting.app.visitor();
    expect(await by(stranger)).toBe('UNAUTHENTICATED');
    expect(await by(other.superadmin)).toBe('USER_NOT_FOUND');
    expect(await seenBy(other.superadmin)).toBe('USER_NOT_FOUND');
    expect(await by(olena, olena.id)).toBe('USER_IS_SELF');
    const { publicId: sessionId } = await newestSession(taras.id);
    const mixed = olena.trpc.session.endOfUser.mutate({ userId: target.id, sessionId });
    expect(await codeOf(mixed)).toBe('SESSION_NOT_FOUND');
  });
});

it('lets no superadmin who was made an admin meanwhile end anything', async () => {
  const { olena, taras } = world;
  const stale = olena.trpc.session.endOfUser;
  await setting.owner.user.update({ where: { id: olena.id }, data: { role: 'admin' } });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(stale.mutate({ userId: taras.id, sessionId: null }))).toBe('FORBIDDEN');
  });
});
