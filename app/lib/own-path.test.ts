import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each([
  ['/customers/42?tab=1#x', '/customers/42?tab=1#x'],
  ['/', '/'],
])('goes on to an own path: %s', (next, path) => {
  expect(ownPath(next)).toBe(path);
});

test.each([
  [null],
  [''],
  ['customers'],
  ['//evil.example'],
  ['///evil.example'],
  ['/\\evil.example'],
  ['/\t/evil.example'],
  ['/\n//evil.example'],
  ['/.//evil.example'],
  ['/a/..//evil.example'],
  ['https://evil.example/'],
  ['javascript:alert(1)'],
  ['/sign-in?next=/x'],
])('leads nowhere else: %j', (next) => {
  expect(ownPath(next)).toBe('/customers');
});
