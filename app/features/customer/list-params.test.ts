import { expect, test } from 'vitest';
import { listCustomersInput } from '#server/features/customer/schema.ts';
import { readListParams, withListParams, writeListParams } from './list-params.ts';

const usual = { search: '', sort: 'id', direction: 'asc', pageSize: 10 };

function read(search: string) {
  return readListParams(new URLSearchParams(search));
}

test('what is usual here is what the server takes as usual', () => {
  expect(listCustomersInput.parse({})).toEqual(usual);
});

test.each([
  ['', usual],
  ['search=%20%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0%20', { ...usual, search: 'Олена' }],
  ['sort=balance&direction=desc', { ...usual, sort: 'balance', direction: 'desc' }],
  ['sort=password&direction=up', usual],
  ['pageSize=100&cursor=abc', { ...usual, pageSize: 100, cursor: 'abc' }],
  ['pageSize=7', usual],
])('reads "%s"', (search, expected) => {
  expect(read(search)).toEqual(expected);
});

test('writes only what is not as usual, and reads it back', () => {
  expect(writeListParams(read('')).toString()).toBe('');
  const search = 'search=a%26b&sort=name&direction=desc&pageSize=50&cursor=x.y';
  expect(writeListParams(read(search)).toString()).toBe(search);
});

test('a change starts from the first page', () => {
  expect(withListParams(read('cursor=abc'), { sort: 'login' })).toEqual({
    ...usual,
    sort: 'login',
  });
});
