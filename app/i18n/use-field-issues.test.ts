import { expect, test } from 'vitest';
import { withRequired } from './use-field-issues.ts';

test('an empty field asks for what belongs there; one that is wrong says what is wrong', () => {
  const errors = { reason: 'At least 3', note: 'At least 5', other: 'At least 1' };
  const values = { reason: '  ', note: 'abc', other: '' };
  expect(withRequired(errors, values, { reason: 'Give a reason', note: 'What for' })).toEqual({
    reason: 'Give a reason',
    note: 'At least 5',
    other: 'At least 1',
  });
});
