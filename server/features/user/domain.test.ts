import { expect, test } from 'vitest';
import { assertFree, assertMayActivate, assertMayBlock, assertMayChangeRole } from './domain.ts';
import { can } from './policy.ts';

const blockedAt = new Date('2026-01-01T00:00:00Z');
const admin = { id: 5, version: 4, role: 'admin', blockedAt: null } as const;
const superadmin = { id: 1, version: 4, role: 'superadmin', blockedAt: null } as const;
const two = new Set([1, 2]);

test.each<[string, Parameters<typeof assertMayBlock>, string | null]>([
  ['an active admin', [{ target: admin, seenVersion: 4 }, two], null],
  [
    'an admin who signed in since the screen was drawn',
    [{ target: admin, seenVersion: 2 }, two],
    null,
  ],
  ['a version that never was', [{ target: admin, seenVersion: 5 }, two], 'STALE_VERSION'],
  [
    'somebody blocked already',
    [{ target: { ...admin, blockedAt }, seenVersion: 4 }, two],
    'USER_ALREADY_BLOCKED',
  ],
  ['one of two superadmins', [{ target: superadmin, seenVersion: 4 }, two], null],
  [
    'the last active superadmin',
    [{ target: superadmin, seenVersion: 4 }, new Set([1])],
    'LAST_SUPERADMIN',
  ],
  [
    'an admin where one superadmin is left',
    [{ target: admin, seenVersion: 4 }, new Set([1])],
    null,
  ],
])('judges blocking %s', (_, parameters, code) => {
  if (code === null) expect(() => assertMayBlock(...parameters)).not.toThrow();
  else expect(() => assertMayBlock(...parameters)).toThrow(code);
});

test.each<[string, Parameters<typeof assertMayActivate>[0], string | null]>([
  ['a blocked admin', { target: { ...admin, blockedAt }, seenVersion: 4 }, null],
  ['an active one', { target: admin, seenVersion: 4 }, 'USER_NOT_BLOCKED'],
  [
    'a version that never was',
    { target: { ...admin, blockedAt }, seenVersion: 9 },
    'STALE_VERSION',
  ],
])('judges activating %s', (_, decision, code) => {
  if (code === null) expect(() => assertMayActivate(decision)).not.toThrow();
  else expect(() => assertMayActivate(decision)).toThrow(code);
});

test.each<[string, Parameters<typeof assertMayChangeRole>, string | null]>([
  ['an admin', [{ target: admin, seenVersion: 4, role: 'superadmin' }, two], null],
  [
    'someone blocked',
    [{ target: { ...admin, blockedAt }, seenVersion: 4, role: 'superadmin' }, two],
    null,
  ],
  ['the same role', [{ target: admin, seenVersion: 4, role: 'admin' }, two], 'USER_HAS_ROLE'],
  [
    'a version that never was',
    [{ target: admin, seenVersion: 5, role: 'superadmin' }, two],
    'STALE_VERSION',
  ],
  ['one of two superadmins', [{ target: superadmin, seenVersion: 4, role: 'admin' }, two], null],
  [
    'the last active superadmin',
    [{ target: superadmin, seenVersion: 4, role: 'admin' }, new Set([1])],
    'LAST_SUPERADMIN',
  ],
])('judges the role of %s', (_, parameters, code) => {
  if (code === null) expect(() => assertMayChangeRole(...parameters)).not.toThrow();
  else expect(() => assertMayChangeRole(...parameters)).toThrow(code);
});

test('names the fields that are taken, and nobody', () => {
  const values = { firstName: 'Ія', lastName: 'Дуб', phone: '+380671234567', email: 'i@x.ua' };
  const taker = { id: 9, phone: '+380501234567', email: 'i@x.ua' };
  expect(() => assertFree(values, [])).not.toThrow();
  expect(() => assertFree(values, [taker])).toThrow(
    expect.objectContaining({ issues: [{ path: 'email', code: 'userEmail' }], params: {} }),
  );
});

test.each([
  ['superadmin', 2, true],
  ['superadmin', 1, false],
  ['admin', 2, false],
  ['admin', 1, false],
] as const)('a %s with id 1 may change the status and role of user %i: %s', (role, id, allowed) => {
  expect(can.block({ role, userId: 1 }, { id })).toBe(allowed);
  expect(can.activate({ role, userId: 1 }, { id })).toBe(allowed);
  expect(can.changeRole({ role, userId: 1 }, { id })).toBe(allowed);
});
