import { expect, it } from 'vitest';
import { AppError } from '#server/shared/errors.ts';
import { assertStoppable, assertUndoable, chunkOf, paramsOf } from './domain.ts';
import { can } from './policy.ts';

const now = new Date('2026-01-01T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();

function codeOf(work: () => void): string {
  try {
    work();
    return 'OK';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

it.each([
  ['waiting', 'OK'],
  ['running', 'OK'],
  ['finished', 'BATCH_ENDED'],
  ['stopped', 'BATCH_ENDED'],
] as const)('stopping one that is %s: %s', (state, code) => {
  expect(codeOf(() => assertStoppable({ state }))).toBe(code);
});

it.each([
  ['lock', 14.9, null, 'OK'],
  ['addTag', 15, null, 'OK'],
  ['unlock', 15.1, null, 'UNDO_EXPIRED'],
  ['lock', 1, 7, 'ALREADY_UNDONE'],
  ['remove', 1, null, 'BATCH_NOT_UNDOABLE'],
  ['undo', 1, null, 'BATCH_NOT_UNDOABLE'],
] as const)('taking %s back after %d minutes, undone by %s: %s', (...row) => {
  const [action, minutes, undoneById, code] = row;
  const batch = { state: 'finished', action, finishedAt: minutesAgo(minutes), undoneById } as const;
  expect(codeOf(() => assertUndoable(batch, now))).toBe(code);
});

it('what still runs is not taken back', () => {
  const batch = { state: 'running', action: 'lock', finishedAt: null, undoneById: null } as const;
  expect(codeOf(() => assertUndoable(batch, now))).toBe('BATCH_NOT_UNDOABLE');
});

it('a chunk has the order that was kept, and an undo the tag of what it takes back', () => {
  const tag = { id: 3, caption: 'VIP', color: 'grape' };
  const lock = { action: 'lock', reason: 'Спам', message: 'Пишіть' } as const;
  const run = { batchId: 1, undoes: null } as const;
  expect(chunkOf({ ...run, action: 'lock', params: paramsOf(lock, null) }, []).order).toEqual(lock);
  const add = { action: 'addTag', tagId: 3 } as const;
  const params = paramsOf(add, tag);
  expect(chunkOf({ ...run, action: 'addTag', params }, []).order).toEqual(add);
  const undo = { ...run, action: 'undo', undoes: 'addTag', params } as const;
  expect(chunkOf(undo, []).order).toEqual({ action: 'undo', undoes: 'addTag', tagId: 3 });
});

it('nobody takes a removal or an undo back, superadmins neither', () => {
  for (const action of ['remove', 'undo'] as const) {
    expect(can.undo({ role: 'superadmin' }, { action })).toBe(false);
  }
  expect(can.undo({ role: 'admin' }, { action: 'lock' })).toBe(true);
});
