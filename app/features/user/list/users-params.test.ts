import { expect, test } from 'vitest';
import { isNarrowed, readUsersParams, writeUsersParams } from './users-params.ts';

const usual = { search: '', sort: 'name', direction: 'asc', page: 1, pageSize: 10 };

test.each([
  '',
  'search=мар&role=admin&status=blocked&withoutPassword=1&sort=createdAt&direction=desc',
  'page=3&pageSize=50',
])('reads what it writes: %s', (text) => {
  const search = new URLSearchParams(text);
  expect(Object.fromEntries(writeUsersParams(readUsersParams(search)))).toEqual(
    Object.fromEntries(search),
  );
});

test('takes what makes no sense for not given', () => {
  const odd = 'role=owner&status=x&sort=password&direction=up&page=-1&pageSize=7&withoutPassword=0';
  expect(readUsersParams(new URLSearchParams(odd))).toEqual(usual);
  expect(readUsersParams(new URLSearchParams({ search: 'я\0' })).search).toBe('');
});

test('the reader’s own page size is not written', () => {
  const params = readUsersParams(new URLSearchParams(), 50);
  expect(params.pageSize).toBe(50);
  expect(writeUsersParams(params, 50).size).toBe(0);
  expect(isNarrowed(params)).toBe(false);
});
