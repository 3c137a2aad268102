import { expect, test } from 'vitest';
import {
  follow,
  keepMine,
  openForm,
  settle,
  takeTheirs,
  typeInto,
  valueOf,
} from './followed-form.ts';

interface Values {
  name: string;
  hours: number;
  policy: { upper: boolean };
}
const saved: Values = { name: 'Льон', hours: 24, policy: { upper: true } };
const open = openForm(1, saved);
const theirs = { version: 2, by: 'Тарас', at: '2026-11-28T05:00:00.000Z' };

test('typing back what stands there leaves nothing to save', () => {
  const typed = typeInto(open, 'policy', { upper: false });
  expect(typed.typed).toEqual({ policy: { upper: false } });
  expect(typeInto(typed, 'policy', { upper: true }).typed).toEqual({});
});

test('an untouched field follows, a touched one is kept and pointed out', () => {
  const typed = typeInto(open, 'name', 'Вовна');
  const next = follow(typed, { ...theirs, values: { ...saved, name: 'Шовк', hours: 48 } });
  expect([valueOf(next, 'name'), valueOf(next, 'hours')]).toEqual(['Вовна', 48]);
  expect(next.notes).toEqual({ name: { by: 'Тарас', at: theirs.at } });
  expect(takeTheirs(next, 'name')).toMatchObject({ typed: {}, notes: {}, version: 2 });
  expect(keepMine(next, 'name')).toMatchObject({ typed: { name: 'Вовна' }, notes: {} });
});

test('who typed the same agrees, and is not asked', () => {
  const next = follow(typeInto(open, 'hours', 48), { ...theirs, values: { ...saved, hours: 48 } });
  expect(next).toMatchObject({ typed: {}, notes: {} });
});

test('a change that no value shows is pointed out by its name', () => {
  const typed = typeInto(open, 'name', 'Вовна');
  const next = follow(typed, { ...theirs, values: saved, fields: ['name'] });
  expect(next.notes).toHaveProperty('name');
  expect(follow(typed, { ...theirs, values: saved }).notes).toEqual({});
});

test('older news changes nothing', () => {
  const late = { ...theirs, version: 0, values: { ...saved, hours: 1 } };
  expect(follow(open, late)).toBe(open);
});

test('what was typed while it was being saved is kept', () => {
  const sent = { name: 'Вовна' };
  const typed = typeInto(typeInto(open, 'name', 'Вовна'), 'hours', 3);
  const next = settle(typed, sent, { version: 2, values: { ...saved, name: 'Вовна' } });
  expect(next).toEqual({
    ...{ version: 2, saved: { ...saved, name: 'Вовна' }, typed: { hours: 3 }, notes: {} },
  });
});
