import { expect, test } from 'vitest';
import { holds } from './actor.ts';
import type { Permission } from './permissions.ts';
import { permissions, permissionsOf } from './permissions.ts';

/** S4-8 to S4-11. */
const superadminOnly: Permission[] = [
  'user:create',
  'user:block',
  'user:activate',
  'user:changeRole',
  'user:endSessions',
  'order:cancel',
  'prro:configure',
  'company:configure',
];

test('a superadmin holds every permission', () => {
  expect([...permissionsOf('superadmin')].sort()).toEqual([...permissions].sort());
});

test.each(permissions)('an admin holds %s unless it is a superadmin’s alone', (permission) => {
  expect(holds({ role: 'admin' }, permission)).toBe(!superadminOnly.includes(permission));
});

test('every permission is a noun and a verb', () => {
  for (const permission of permissions) expect(permission).toMatch(/^[a-z]+:[a-z]+$/i);
  expect(new Set(permissions).size).toBe(permissions.length);
});
