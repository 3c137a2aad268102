import { expect, it } from 'vitest';
import type { BatchReason, BatchTarget } from '#server/shared/batch.ts';
import type { DoneAction, ManyFacts } from './many.ts';
import { inverseOfAction, planMany, planUndo } from './many.ts';

const lock = { reason: 'Спам', message: null, at: '2026-01-01T00:00:00.000Z', by: null };
const plain: ManyFacts = {
  ...{ id: 1, version: 5, locked: null, hasTag: false },
  ...{ hasOpenOrders: false, hasBalance: false },
};
const target = (version = 5): BatchTarget => ({ customerId: 1, version, eventId: null });
const byId = (over: Partial<ManyFacts>) => new Map([[1, { ...plain, ...over }]]);

const cases: [DoneAction, Partial<ManyFacts>, BatchReason | null][] = [
  ['lock', {}, null],
  ['lock', { locked: lock }, 'alreadyLocked'],
  ['unlock', { locked: lock }, null],
  ['unlock', {}, 'notLocked'],
  ['addTag', {}, null],
  ['addTag', { hasTag: true }, 'tagThere'],
  ['removeTag', { hasTag: true }, null],
  ['removeTag', {}, 'tagNotThere'],
  ['remove', {}, null],
  ['remove', { locked: lock, hasTag: true }, null],
  ['remove', { hasOpenOrders: true, hasBalance: true }, 'hasOpenOrders'],
  ['remove', { hasBalance: true }, 'hasBalance'],
  // Whatever else stands in the way, a newer version is told first.
  ['lock', { version: 6, locked: lock }, 'changedSince'],
  ['remove', { version: 6, hasBalance: true }, 'changedSince'],
];

it.each(cases)('%s of %j: %s', (action, over, reason) => {
  const { chosen, refusals } = planMany(action, [target()], byId(over));
  expect(chosen.map(({ id }) => id)).toEqual(reason === null ? [1] : []);
  const verdict = reason?.startsWith('has') ? 'failed' : 'skipped';
  const refusal = { customerId: 1, verdict, reason, eventId: null };
  expect(refusals).toEqual(reason === null ? [] : [refusal]);
});

it('who is not shown any more is gone, and each target gets one outcome', () => {
  const targets = [target(), { customerId: 2, version: 1, eventId: null }];
  const { chosen, refusals } = planMany('lock', targets, byId({}));
  expect(chosen).toHaveLength(1);
  expect(refusals).toMatchObject([{ customerId: 2, verdict: 'skipped', reason: 'gone' }]);
});

const undone: [DoneAction, Partial<ManyFacts>, boolean, BatchReason | null][] = [
  ['unlock', { locked: lock, version: 9 }, false, null],
  ['unlock', { locked: lock }, true, 'changedSince'],
  ['unlock', {}, true, 'undoneAlready'],
  ['removeTag', {}, false, 'undoneAlready'],
  ['addTag', { version: 9 }, false, null],
];

it.each(undone)('to take back by %s of %j, touched %s: %s', (action, over, isTouched, reason) => {
  const touched = new Set(isTouched ? [1] : []);
  const { chosen, refusals } = planUndo(action, [target()], { customers: byId(over), touched });
  expect(chosen).toHaveLength(reason === null ? 1 : 0);
  expect(refusals.map((refusal) => refusal.reason)).toEqual(reason === null ? [] : [reason]);
});

it('what takes an action back is taken back by it; a removal stays', () => {
  for (const action of ['lock', 'unlock', 'addTag', 'removeTag'] as const) {
    const inverse = inverseOfAction(action);
    expect(inverse && inverseOfAction(inverse)).toBe(action);
  }
  expect(inverseOfAction('remove')).toBeNull();
});
