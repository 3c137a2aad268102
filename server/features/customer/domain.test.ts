import { expect, test } from 'vitest';
import type { StatusFacts } from './domain.ts';
import { statusOf } from './domain.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const lock = { reason: 'Chargeback', message: null, at: '2026-02-28T09:00:00.000Z', by: null };
const clear: StatusFacts = {
  locked: null,
  lockedOutUntil: null,
  emailConfirmed: true,
  passwordStatus: 'active',
};
const later = '2026-03-01T12:00:01.000Z';
const earlier = '2026-03-01T11:59:59.000Z';

test.each<[string, Partial<StatusFacts>, ReturnType<typeof statusOf>]>([
  ['nothing is wrong', {}, 'enabled'],
  ['the e-mail is not confirmed', { emailConfirmed: false }, 'notConfirmed'],
  ['the password was reset', { passwordStatus: 'reset' }, 'passwordReset'],
  ['a lockout is running', { lockedOutUntil: later }, 'lockedOut'],
  ['a lockout is over', { lockedOutUntil: earlier }, 'enabled'],
  ['a lockout ends this instant', { lockedOutUntil: now.toISOString() }, 'enabled'],
  ['an admin locked it', { locked: lock }, 'locked'],
  ['reset outranks not confirmed', { passwordStatus: 'reset', emailConfirmed: false }, 'passwordReset'],
  ['lockout outranks reset', { lockedOutUntil: later, passwordStatus: 'reset' }, 'lockedOut'],
  [
    'lock outranks everything',
    { locked: lock, lockedOutUntil: later, passwordStatus: 'reset', emailConfirmed: false },
    'locked',
  ],
])('derives the status when %s', (_, facts, expected) => {
  expect(statusOf({ ...clear, ...facts }, now)).toBe(expected);
});
