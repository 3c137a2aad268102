import { expect, test } from 'vitest';
import { isSameQuestion, wholeList } from './same-question.ts';

const narrowed = {
  ...wholeList,
  filter: { city: 'Lviv', statuses: ['locked' as const, 'enabled' as const] },
};

test('the order in which a question was put together does not matter', () => {
  const other = {
    ...wholeList,
    filter: { statuses: ['enabled' as const, 'locked' as const], city: 'Lviv' },
  };
  expect(isSameQuestion(narrowed, other)).toBe(true);
});

test.each([
  { ...narrowed, search: 'x' },
  { ...narrowed, sort: 'login' as const },
  { ...narrowed, direction: 'desc' as const },
  { ...narrowed, filter: { city: 'Lviv' } },
  { ...narrowed, filter: { ...narrowed.filter, onlyActive: true as const } },
])('another search, order or filter is another question: %o', (other) => {
  expect(isSameQuestion(narrowed, other)).toBe(false);
});
