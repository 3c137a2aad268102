import type { Permission, Role } from './permissions.ts';
import { permissionsOf } from './permissions.ts';
import type { Language } from './language.ts';

/**
 * Who acts: a signed-in user of one company, as the session gate found them.
 * Browser-safe; holds nothing that the user's own screen may not see.
 */
export interface Actor {
  userId: number;
  companyId: number;
  role: Role;
  firstName: string;
  lastName: string;
  email: string;
  language: Language;
}

export function holds(actor: Pick<Actor, 'role'>, permission: Permission): boolean {
  return permissionsOf(actor.role).has(permission);
}

declare const scopeBrand: unique symbol;

/**
 * Which customers a reader may see. Only {@link scopeFor} mints one, and every query of customers
 * takes one, so an unscoped query does not compile. Tags and countries will narrow it.
 */
export interface Scope {
  readonly companyId: number;
  readonly [scopeBrand]: true;
}

export function scopeFor(actor: Pick<Actor, 'companyId'>): Scope {
  return { companyId: actor.companyId } as Scope;
}
