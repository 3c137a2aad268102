import { expect, test } from 'vitest';
import { plannedAnew, statementNames } from './statement-names.ts';

test('a statement that comes again is named, and keeps its name', () => {
  const nameOf = statementNames();
  const ask = (sql: string) => nameOf({ sql });
  expect(['SELECT 1', 'SELECT 1', 'SELECT 2'].map(ask)).toEqual(['', '', '']);
  const name = ask('SELECT 1');
  expect(name).not.toBe('');
  expect(ask('SELECT 1')).toBe(name);
  expect(ask('SELECT 2')).toBe('');
  expect(ask('SELECT 2')).not.toBe(name);
});

test('one whose plan hangs on its values never is', () => {
  const nameOf = statementNames();
  const sql = `SELECT 1 ${plannedAnew.sql}`;
  expect(Array.from({ length: 5 }, () => nameOf({ sql }))).toEqual(['', '', '', '', '']);
});

test('however many there are, few are named', () => {
  const nameOf = statementNames();
  const named = new Set<string>();
  for (let at = 0; at < 5_000; at += 1) {
    for (let time = 0; time < 4; time += 1) named.add(nameOf({ sql: `SELECT ${String(at)}` }));
  }
  named.delete('');
  expect(named.size).toBe(500);
});
