import { beforeEach, expect, it } from 'vitest';
import { createUser } from '#prisma/factories/user.ts';
import type { ListUsersInput } from '#server/features/user/schema.ts';
import { userSortKeys } from '#server/features/user/schema.ts';
import { codeOf } from '#tests/support/answers.ts';
import { useTestApp } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

const setting = useTestApp();
let world: World;

beforeEach(async () => {
  world = await createWorld(setting.owner, setting.app);
  await setting.owner.user.deleteMany({ where: { companyId: world.companyId, role: 'admin' } });
});

function add(over: Partial<Parameters<typeof createUser>[1]>) {
  return createUser(setting.owner, { companyId: world.companyId, ...over });
}

async function names(input: ListUsersInput): Promise<string[]> {
  const { rows } = await world.olena.trpc.user.list.query(input);
  return rows.map(({ lastName }) => lastName);
}

it('lists the company’s users alone, with creator, password and the latest invitation', async () => {
  const { olena, companyId } = world;
  const { id: userId } = await add({ lastName: 'Гнатюк', createdById: olena.id });
  const letters = { companyId, userId, kind: 'invitation' } as const;
  const seen = async () => {
    const { rows } = await olena.trpc.user.list.query({ search: 'Гнатюк' });
    return rows[0]?.invitation;
  };
  expect(await seen()).toBeNull();
  await setting.owner.letter.create({ data: { ...letters, state: 'failed' } });
  expect(await seen()).toBe('failed');
  const { id } = await setting.owner.letter.create({ data: letters });
  expect(await seen()).toBe('waiting');
  await setting.owner.letter.update({ where: { id }, data: { failedAt: new Date() } });
  expect(await seen()).toBe('retrying');
  await setting.owner.letter.update({ where: { id }, data: { state: 'sent' } });
  expect(await seen()).toBe('sent');
  await setting.owner.letter.update({ where: { id }, data: { state: 'dropped' } });
  expect(await seen()).toBeNull();
  const { rows, total } = await olena.trpc.user.list.query({ sort: 'createdAt' });
  expect(total).toBe(2);
  expect(rows.find((row) => row.id === userId)).toMatchObject({
    ...{ hasPassword: false, status: 'active', role: 'admin', lastSignInAt: null },
    createdBy: { id: olena.id, name: olena.name },
  });
  expect(JSON.stringify(rows)).not.toContain('passwordHash');
});

it('finds any part of name, e-mail and phone, in any case and notation', async () => {
  await add({
    firstName: 'Марія',
    lastName: 'Гнатюк',
    email: 'm.hnatiuk@x.ua',
    phone: '+380671234567',
  });
  for (const search of [
    'ГНАТ',
    'марія гн',
    'гнатюк мар',
    'HNATIUK@',
    '067 123-45',
    '+380 67 123',
  ]) {
    expect(await names({ search }), search).toEqual(['Гнатюк']);
  }
  for (const search of ['%', '_', 'гнатюк олена', "'; DROP TABLE users; --"]) {
    expect(await names({ search }), search).toEqual([]);
  }
});

it('narrows by role, status and a password that was not set', async () => {
  await add({ lastName: 'Ант', passwordHash: 'x' });
  await add({ lastName: 'Бук', blockedAt: new Date() });
  await add({ lastName: 'Ваза', role: 'superadmin', passwordHash: 'x' });
  expect(await names({ role: 'admin' })).toEqual(['Ант', 'Бук']);
  expect(await names({ status: 'blocked' })).toEqual(['Бук']);
  expect(await names({ role: 'admin', status: 'active' })).toEqual(['Ант']);
  expect(await names({ withoutPassword: true, role: 'admin' })).toEqual(['Бук']);
});

it.each(userSortKeys)(
  'sorts by %s both ways with equal ones in one order, over pages',
  async (sort) => {
    for (let at = 0; at < 12; at += 1) {
      await add({ firstName: 'Ія', lastName: 'Їжак', createdAt: new Date('2026-01-01T00:00:00Z') });
    }
    const all = async (direction: 'asc' | 'desc') => {
      const ids: number[] = [];
      for (const page of [1, 2]) {
        const { rows } = await world.olena.trpc.user.list.query({ sort, direction, page });
        ids.push(...rows.map(({ id }) => id));
      }
      return ids;
    };
    const up = await all('asc');
    expect(new Set(up).size).toBe(13);
    expect(await all('desc')).toEqual(up.toReversed());
  },
);

it('sorts Ukrainian names as Ukrainian does', async () => {
  await setting.owner.user.update({ where: { id: world.olena.id }, data: { lastName: 'Яр' } });
  for (const lastName of ['Іванко', 'Ґава', 'Єва', 'Гак', 'Їжак', 'Дуб']) await add({ lastName });
  expect(await names({})).toEqual(['Гак', 'Ґава', 'Дуб', 'Єва', 'Іванко', 'Їжак', 'Яр']);
});

it('answers the last page for one beyond the end, and nothing for nothing', async () => {
  for (let at = 0; at < 11; at += 1) await add({});
  const { list } = world.olena.trpc.user;
  const beyond = await list.query({ page: 900 });
  expect([beyond.page, beyond.rows.length, beyond.total]).toEqual([2, 2, 12]);
  expect(await list.query({ search: 'немає таких' })).toEqual({ rows: [], total: 0, page: 1 });
});

it('refuses what is not asked like that', async () => {
  const { list } = world.olena.trpc.user;
  for (const input of [
    ...[{ pageSize: 11 }, { page: 0 }, { sort: 'passwordHash' }, { role: { not: 'admin' } }],
    ...[{ where: {} }, { search: { contains: 'x' } }, { withoutPassword: false }],
  ]) {
    // @ts-expect-error what a stranger may send
    expect(await codeOf(list.query(input))).toBe('INVALID_INPUT');
  }
});
