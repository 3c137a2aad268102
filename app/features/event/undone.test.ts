import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { isUndoable, undoingById } from './undone.ts';

const time = '2026-03-01T09:00:00.000Z';
const lock = { reason: 'Chargeback', message: null, at: time, by: null };

function envelope(version: number) {
  return {
    id: `e${String(version)}`,
    subject: { type: 'customer' as const, id: 7 },
    version,
    author: null,
    mutationId: null,
    time,
    changes: [],
  };
}

function edited(version: number, undoes?: string): TandemEvent {
  const data = undoes === undefined ? {} : { undoes };
  return { ...envelope(version), type: 'customer.edited', data };
}

function locked(version: number): TandemEvent {
  return { ...envelope(version), type: 'customer.locked', data: { lock, endedSessionsCount: 0 } };
}

function unlocked(version: number, undoes?: string): TandemEvent {
  const data = undoes === undefined ? { lock } : { lock, undoes };
  return { ...envelope(version), type: 'customer.unlocked', data };
}

test('an edit can be taken back until somebody has', () => {
  expect(isUndoable(edited(4), [edited(5), edited(4)])).toBe(true);
  expect(isUndoable(edited(4), [edited(5, 'e4'), edited(4)])).toBe(false);
  expect(isUndoable(edited(5, 'e4'), [edited(5, 'e4'), edited(4)])).toBe(true);
});

test('of locks and unlocks the last one alone', () => {
  const events = [edited(6), unlocked(5), locked(4)];
  expect(events.map((event) => isUndoable(event, events))).toEqual([true, true, false]);
});

test('tells which event took which one back', () => {
  const undoing = unlocked(5, 'e4');
  expect([...undoingById([undoing, locked(4), edited(3)])]).toEqual([['e4', undoing]]);
});
