import { expect, test } from 'vitest';
import { getConnection, setConnection } from './connection.ts';

test('remembers since when, through every further attempt', () => {
  setConnection('live', 1000);
  setConnection('offline', 2000);
  setConnection('offline', 3000);
  expect(getConnection()).toEqual({ state: 'offline', since: new Date(2000).toISOString() });
  setConnection('catchingUp', 4000);
  setConnection('offline', 5000);
  expect(getConnection().since).toBe(new Date(5000).toISOString());
});
