import { expect, test } from 'vitest';
import type { ListEventsInput, TandemEvent } from '#server/features/event/schema.ts';
import {
  activityInput,
  isAskedFor,
  isFiltered,
  readFilter,
  writeFilter,
} from './activity-filter.ts';

const today = '2026-03-01';
const read = (search: string) => readFilter(new URLSearchParams(search));

test.each<[string, Partial<ListEventsInput>]>([
  ['', {}],
  ['kind=money&kind=profile', { kinds: ['profile', 'money'] }],
  ['kind=nonsense&author=me&period=ever', {}],
  ['author=12&period=today', { authorId: 12, from: '2026-03-01' }],
  ['period=7d', { from: '2026-02-23' }],
  ['period=30d', { from: '2026-01-31' }],
  ['from=2026-02-01&to=2026-02-10', { from: '2026-02-01', to: '2026-02-10' }],
  ['to=2026-02-10&period=7d', { to: '2026-02-10' }],
  ['author=99999999999', {}],
])('asks for what the address "%s" says', (search, input) => {
  expect(activityInput(7, read(search), today)).toEqual({ customerId: 7, ...input });
});

test.each([
  '',
  'kind=profile&kind=money&author=12&period=7d',
  'from=2026-02-01&to=2026-02-10',
  'to=2026-02-10',
])('writes the address "%s" as it was read', (search) => {
  expect(writeFilter(read(search)).toString()).toBe(search);
});

test('all kinds together are no filter in the address', () => {
  expect(writeFilter(read('kind=profile&kind=access&kind=money')).toString()).toBe('');
  expect(isFiltered(read(''))).toBe(false);
});

const event: TandemEvent = {
  id: 'e1',
  type: 'customer.edited',
  subject: { type: 'customer', id: 7 },
  version: 4,
  author: { id: 12, name: 'Олена Коваленко' },
  mutationId: null,
  // In Kyiv it is the next day already.
  time: '2026-02-28T22:30:00.000Z',
  changes: [],
  data: {},
};
const dayInKyiv = () => '2026-03-01';

test.each<[Partial<ListEventsInput>, boolean]>([
  [{}, true],
  [{ kinds: [] }, true],
  [{ kinds: ['profile'] }, true],
  [{ kinds: ['access', 'money'] }, false],
  [{ authorId: 12 }, true],
  [{ authorId: 13 }, false],
  [{ from: '2026-03-01' }, true],
  [{ to: '2026-02-28' }, false],
  [{ kinds: ['profile'], authorId: 12, from: '2026-03-01', to: '2026-03-01' }, true],
])('an event belongs to %j: %s', (input, isIn) => {
  expect(isAskedFor({ customerId: 7, ...input }, event, dayInKyiv)).toBe(isIn);
});

test('the system’s events are nobody’s', () => {
  expect(isAskedFor({ customerId: 7, authorId: 12 }, { ...event, author: null }, dayInKyiv)).toBe(
    false,
  );
});
