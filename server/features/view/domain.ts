/**
 * What becomes of a view, and who is told of it. Invariants: nobody but the owner hears of a private
 * view; a view that colleagues saw is never lost to them without a word. Nothing is read or written.
 */
import { AppError } from '#server/shared/errors.ts';
import type { FieldIssue } from '#server/shared/errors.ts';
import type { viewEvents } from './events.ts';
import type { ChangeViewInput, ViewDto } from './schema.ts';

/** @throws STALE_VERSION unless it is the version that the screen showed */
export function assertAsSeen(view: ViewDto, seenVersion: number): void {
  if (view.version !== seenVersion) throw new AppError('STALE_VERSION');
}

export function changed(view: ViewDto, { name, params, isShared }: ChangeViewInput): ViewDto {
  return {
    ...view,
    version: view.version + 1,
    name: name ?? view.name,
    params: params ?? view.params,
    isShared: isShared ?? view.isShared,
  };
}

interface Telling {
  type: keyof typeof viewEvents;
  data: Partial<Pick<ViewDto, 'name' | 'params' | 'owner'>>;
}

/** What colleagues are told; `before` is null for a new view, `after` for one that is removed. */
export function toTell(before: ViewDto | null, after: ViewDto | null): Telling {
  if (after?.isShared) {
    const { name, params, owner } = after;
    return { type: 'view.shared', data: { name, params, owner } };
  }
  // Under the name that they knew it by.
  if (before?.isShared) return { type: 'view.withdrawn', data: { name: before.name } };
  return { type: 'view.keptPrivately', data: {} };
}

export function nameTaken(name: string): FieldIssue {
  return { path: 'name', code: 'taken', params: { by: name } };
}
