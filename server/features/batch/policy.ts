import type { Actor } from '#server/shared/actor.ts';
import { holds } from '#server/shared/actor.ts';
import type { BatchAction, BatchOrder } from '#server/shared/batch.ts';
import type { Permission } from '#server/shared/permissions.ts';
import type { BatchDto } from './schema.ts';

type Who = Pick<Actor, 'role'>;
/** Of an undo: what it takes back. */
interface What {
  action: BatchAction;
  undoes: { action: BatchAction } | null;
}

/** To do it to many takes what doing it to one takes. */
const permissionToDo: Record<BatchOrder['action'], Permission> = {
  lock: 'customer:lock',
  unlock: 'customer:unlock',
  addTag: 'customer:edit',
  removeTag: 'customer:edit',
  remove: 'customer:remove',
};

/** To take it back takes what doing the opposite takes; a removal stays. */
const permissionToUndo: Record<BatchAction, Permission | null> = {
  lock: 'customer:unlock',
  unlock: 'customer:lock',
  addTag: 'customer:edit',
  removeTag: 'customer:edit',
  remove: null,
  undo: null,
};

function permissionFor({ action, undoes }: What): Permission | null {
  return action === 'undo' ? permissionToUndo[undoes?.action ?? 'undo'] : permissionToDo[action];
}

function mayDo(actor: Who, what: What): boolean {
  const permission = permissionFor(what);
  return permission !== null && holds(actor, permission);
}

export const can = {
  /** What runs concerns everyone who sees the customers. */
  view: (actor: Who) => holds(actor, 'customer:view'),
  start: (actor: Who, action: BatchOrder['action']) => holds(actor, permissionToDo[action]),
  /** Asked again before each chunk: the author's rights may have ended in the middle. */
  carryOut: mayDo,
  stop: (actor: Who & Pick<Actor, 'userId'>, batch: What & Pick<BatchDto, 'author'>) =>
    actor.userId === batch.author.id || mayDo(actor, batch),
  undo: (actor: Who, { action }: Pick<BatchDto, 'action'>) => {
    const permission = permissionToUndo[action];
    return permission !== null && holds(actor, permission);
  },
};
