import { expect, test } from 'vitest';
import type { ProfileFacts } from './profile.ts';
import { planProfileEdit } from './profile.ts';

const facts: ProfileFacts = {
  stored: { version: 7, firstName: 'Тарас', lastName: 'Мельник', phone: '+380671234567' },
  edits: [],
  isPhoneTaken: false,
  validationProfile: 'ua',
};
const at = '2026-01-01T00:00:00.000Z';

test('saves what was changed, normalised, and only that', () => {
  const plan = planProfileEdit(
    { version: 7, changes: { lastName: ' Мельничук ', phone: '067 123-45-67' } },
    facts,
  );
  expect(plan).toEqual({
    saved: ['lastName', 'phone'],
    changes: [{ field: 'lastName', old: 'Мельник', new: 'Мельничук' }],
    conflicts: [],
    issues: [],
  });
});

test('a wrong field keeps only itself out', () => {
  const plan = planProfileEdit(
    { version: 7, changes: { firstName: 'Taras', lastName: 'Мельничук' } },
    facts,
  );
  expect(plan.saved).toEqual(['lastName']);
  expect(plan.issues).toEqual([{ path: 'firstName', code: 'cyrillic' }]);
});

test('a phone of somebody else is told beside the field', () => {
  const plan = planProfileEdit(
    { version: 7, changes: { phone: '0501234567' } },
    { ...facts, isPhoneTaken: true },
  );
  expect(plan).toMatchObject({ changes: [], issues: [{ path: 'phone', code: 'userPhone' }] });
});

test('a field that was changed elsewhere since it was read is asked about, the rest goes in', () => {
  const edits = [{ at, changes: [{ field: 'firstName', old: 'Тарасик', new: 'Тарас' }] }];
  const plan = planProfileEdit(
    { version: 5, changes: { firstName: 'Тарасій', lastName: 'Мельничук' } },
    { ...facts, edits },
  );
  expect(plan.saved).toEqual(['lastName']);
  expect(plan.conflicts).toEqual([{ field: 'firstName', theirs: 'Тарас', mine: 'Тарасій', at }]);
});

test('what stands there already is no conflict and no change', () => {
  const edits = [{ at, changes: [{ field: 'firstName', old: 'Тарасик', new: 'Тарас' }] }];
  const plan = planProfileEdit(
    { version: 5, changes: { firstName: 'Тарас' } },
    { ...facts, edits },
  );
  expect(plan).toEqual({ saved: ['firstName'], changes: [], conflicts: [], issues: [] });
});

test('a version that never was is refused', () => {
  expect(() => planProfileEdit({ version: 8, changes: {} }, facts)).toThrow('STALE_VERSION');
});
