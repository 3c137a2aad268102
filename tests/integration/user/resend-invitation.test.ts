import { beforeEach, expect, it } from 'vitest';
import { codeOf } from '#tests/support/answers.ts';
import { eventsOf, expectNothingWritten } from '#tests/support/records.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { Person, World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';
import { newUser } from './new-user.ts';

// A letter that is on its way changes rows by itself.
const setting = useTestApp({ main: { runsJobs: false } });
let world: World;
let userId: number;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  userId = (await world.olena.trpc.user.create.mutate(newUser())).id;
});

const resend = ({ trpc }: Pick<Person, 'trpc'>, id = userId) =>
  trpc.user.resendInvitation.mutate({ userId: id, mutationId: crypto.randomUUID() });

it('orders another letter: of those that wait the newest alone, the next version, one event', async () => {
  const { olena } = world;
  await setting.owner.letter.updateMany({ where: { userId }, data: { state: 'failed' } });
  expect(await resend(olena)).toMatchObject({ id: userId, version: 2, invitation: 'waiting' });
  await resend(olena);
  const letters = await setting.owner.letter.findMany({
    where: { userId },
    orderBy: { id: 'asc' },
  });
  expect(letters.map(({ state }) => state)).toEqual(['failed', 'dropped', 'waiting']);
  const events = await eventsOf(setting.owner, 'user', userId);
  expect(events.slice(1)).toMatchObject([
    { type: 'user.reinvited', version: 2, authorId: olena.id },
    { type: 'user.reinvited', version: 3, authorId: olena.id },
  ]);
});

it('refuses for one who has a password, who is blocked, and who is not of the company', async () => {
  const { olena, taras, other } = world;
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(resend(taras))).toBe('FORBIDDEN');
    expect(await codeOf(resend(setting.app.visitor()))).toBe('UNAUTHENTICATED');
    expect(await codeOf(resend(other.superadmin))).toBe('USER_NOT_FOUND');
    expect(await codeOf(resend(olena, 2_000_000_000))).toBe('USER_NOT_FOUND');
  });
  await setting.owner.user.update({ where: { id: userId }, data: { blockedAt: new Date() } });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(resend(olena))).toBe('USER_ALREADY_BLOCKED');
  });
  const data = { blockedAt: null, passwordHash: 'x' };
  await setting.owner.user.update({ where: { id: userId }, data });
  await expectNothingWritten(setting.owner, async () => {
    expect(await codeOf(resend(olena))).toBe('USER_HAS_PASSWORD');
  });
});
