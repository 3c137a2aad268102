/**
 * Every permission as `noun:verb`, and which role holds which (groups add to them later).
 * Pure and browser-safe: the server's guard and the button read the same table.
 */
export const permissions = [
  'customer:view',
  'customer:create',
  'customer:edit',
  'customer:lock',
  'customer:unlock',
  'customer:remove',
  'customer:export',
  'operation:view',
  'operation:deposit',
  'operation:withdraw',
  'operation:reverse',
  'event:view',
  'organization:view',
  'presence:view',
  'tag:view',
  'user:view',
  'view:share',
  'user:create',
  'user:block',
  'user:activate',
  'user:clearLockout',
  'user:changeRole',
  'user:endSessions',
  'order:view',
  'order:cancel',
  'prro:configure',
  'company:configure',
] as const;

export type Permission = (typeof permissions)[number];

export const roles = ['superadmin', 'admin'] as const;
export type Role = (typeof roles)[number];

/** S4-8 to S4-11: what an admin can't do, a superadmin can. */
const superadminOnly: ReadonlySet<Permission> = new Set([
  'user:create',
  'user:block',
  'user:activate',
  'user:changeRole',
  'user:endSessions',
  'order:cancel',
  'prro:configure',
  'company:configure',
]);

const permissionsByRole: Record<Role, ReadonlySet<Permission>> = {
  superadmin: new Set(permissions),
  admin: new Set(permissions.filter((permission) => !superadminOnly.has(permission))),
};

export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return permissionsByRole[role];
}
