import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';
import { belongs, patchedUser, rowOfCreated } from './patch-user.ts';

const maria: UserRowDto = {
  ...{ id: 7, version: 3, firstName: 'Марія', lastName: 'Гнатюк', role: 'admin', status: 'active' },
  ...{ email: 'maria@x.ua', phone: '+380671234567', hasPassword: false, invitation: 'waiting' },
  ...{ lockout: null, letterFailed: false, lastSignInAt: null },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', createdBy: null },
};

function event(type: string, over: Partial<TandemEvent> = {}): TandemEvent {
  return {
    ...{ id: '1', type, subject: { type: 'user', id: 7 }, version: 4, mutationId: null },
    ...{
      author: { id: 1, name: 'Олена' },
      time: '2026-02-01T00:00:00.000Z',
      changes: [],
      data: {},
    },
    ...over,
  } as TandemEvent;
}

test.each<[TandemEvent, Partial<UserRowDto>]>([
  [event('user.blocked'), { status: 'blocked', invitation: null }],
  [event('user.activated'), { status: 'active' }],
  [event('user.reinvited'), { invitation: 'waiting' }],
  [event('user.invited'), { invitation: 'sent' }],
  [event('user.invitationFailed', { data: { isFinal: true } }), { invitation: 'failed' }],
  [event('user.invitationFailed', { data: { isFinal: false } }), { invitation: 'retrying' }],
  [event('user.passwordSet', { data: { isFirst: true } }), { hasPassword: true }],
  [event('user.letterFailed'), { letterFailed: true }],
  [
    event('user.lockedOut', { data: { until: '2026-02-01T01:00:00.000Z' } }),
    { lockout: { until: '2026-02-01T01:00:00.000Z' } },
  ],
  [
    event('user.roleChanged', { changes: [{ field: 'role', old: 'admin', new: 'superadmin' }] }),
    { role: 'superadmin' },
  ],
])('%o changes what it says', (one, changed) => {
  expect(patchedUser(maria, one)).toEqual({ ...maria, ...changed, version: 4 });
});

test.each<[TandemEvent, Partial<UserRowDto>]>([
  [event('user.lockoutCleared'), { lockout: null }],
  [event('user.letterDelivered'), { letterFailed: false }],
  [event('user.passwordSet', { data: { isFirst: false } }), { lockout: null, hasPassword: true }],
])('%o takes a mark away', (one, changed) => {
  const marked: UserRowDto = { ...maria, lockout: { until: null }, letterFailed: true };
  expect(patchedUser(marked, one)).toEqual({ ...marked, ...changed, version: 4 });
});

test('is not moved back by an older event, nor by another one’s', () => {
  expect(patchedUser(maria, event('user.blocked', { version: 3 }))).toBe(maria);
  const other = event('user.blocked', { subject: { type: 'user', id: 8 } });
  expect(patchedUser(maria, other)).toBe(maria);
});

test('a user who was added is made of their event', () => {
  const given = { firstName: 'Іван', lastName: 'Дуб', phone: '+380501234567', email: 'i@x.ua' };
  const changes = Object.entries({ ...given, role: 'superadmin' }).map(([field, value]) => ({
    ...{ field, old: null, new: value },
  }));
  const created = event('user.created', { version: 1, changes });
  expect(created.type === 'user.created' && rowOfCreated(created)).toEqual({
    ...{ ...given, id: 7, version: 1, role: 'superadmin', status: 'active', hasPassword: false },
    ...{ invitation: 'waiting', lockout: null, letterFailed: false, lastSignInAt: null },
    createdAt: '2026-02-01T00:00:00.000Z',
    createdBy: { id: 1, name: 'Олена' },
  });
});

test.each([
  [{}, true],
  [{ role: 'superadmin' }, false],
  [{ status: 'active', withoutPassword: true }, true],
  [{ status: 'blocked' }, false],
  [{ search: 'ГНАТ' }, true],
  [{ search: 'гнатюк марія' }, true],
  [{ search: '067 123-45' }, true],
  [{ search: 'іван' }, false],
] as const)('belongs to the list %o: %s', (asked, answer) => {
  expect(belongs(maria, asked)).toBe(answer);
});
