import { expect, test } from 'vitest';
import type { EventEnvelope } from '#server/shared/event.ts';
import { revocationOf, rightsChangeOf } from './domain.ts';
import { readerClassOf, viewFor } from './policy.ts';
import { eventCatalogue } from './schema.ts';

function event(type: string, data: unknown = {}): EventEnvelope {
  const subjectType =
    type.startsWith('customer') || type.startsWith('operation') ? 'customer' : 'user';
  return {
    id: '1',
    type,
    subject: { type: subjectType, id: 7 },
    version: 2,
    author: null,
    mutationId: null,
    time: '2026-01-01T00:00:00.000Z',
    changes: [],
    data,
  };
}

test('a block ends every connection of the user, a sign-out those of one session', () => {
  expect(revocationOf(event('user.blocked'))).toEqual({
    ...{ userId: 7, sessionHashes: null, keptHash: null, reason: 'blocked' },
  });
  const signedOut = { sessionHashes: ['abc'], reason: 'signedOut' };
  expect(revocationOf(event('session.ended', signedOut))).toEqual({
    ...{ userId: 7, keptHash: null, ...signedOut },
  });
  const others = { sessionHashes: null, keptHash: 'abc', reason: 'endedByOwner' };
  expect(revocationOf(event('session.ended', others))).toEqual({ userId: 7, ...others });
});

test.each(['user.activated', 'user.lookChosen', 'session.started', 'customer.locked'])(
  '%s ends no connection',
  (type) => {
    expect(revocationOf(event(type))).toBeNull();
  },
);

test('a changed role is a change of rights of that user, and ends no connection', () => {
  expect(rightsChangeOf(event('user.roleChanged'))).toBe(7);
  expect(revocationOf(event('user.roleChanged'))).toBeNull();
  expect(rightsChangeOf(event('user.blocked'))).toBeNull();
});

/** Every type of the catalogue must be decided on here. */
const told: Record<keyof typeof eventCatalogue, boolean | 'superadmin' | 'bare'> = {
  'customer.created': true,
  'customer.edited': true,
  'customer.locked': true,
  'customer.unlocked': true,
  'operation.deposited': true,
  'operation.withdrawn': true,
  'operation.refunded': true,
  'operation.reversed': true,
  'order.cancelled': true,
  'order.paidChanged': true,
  'session.started': 'bare',
  'session.ended': 'bare',
  'user.created': true,
  'user.roleChanged': true,
  'user.reinvited': true,
  'user.blocked': true,
  'user.activated': true,
  'user.lockedOut': true,
  'user.lockoutCleared': true,
  // Nobody hears who asked for a letter, but whoever can help when it is lost.
  'user.letterFailed': 'superadmin',
  'user.letterDelivered': 'superadmin',
  'user.lookChosen': 'bare',
  'user.profileEdited': true,
  'user.invited': true,
  'user.invitationFailed': true,
  'user.passwordSet': true,
  'user.passwordChanged': false,
  'user.passwordLinkRequested': false,
  'customer.removed': true,
  'customer.linkOrdered': true,
  'customer.linkSent': true,
  'customer.linkFailed': true,
  'customer.passwordSet': true,
  'view.shared': true,
  'view.withdrawn': true,
  'view.keptPrivately': false,
  'batch.started': true,
  'batch.progressed': true,
  'batch.ended': true,
  'export.started': true,
  'export.ready': true,
  'export.failed': true,
  'export.stopped': true,
  'export.downloaded': true,
  'company.edited': true,
  'prro.configured': 'superadmin',
};

test.each(Object.keys(eventCatalogue) as (keyof typeof eventCatalogue)[])(
  'decides who hears of %s',
  (type) => {
    for (const role of ['admin', 'superadmin'] as const) {
      const changes = [{ field: 'f', old: 1, new: 2 }];
      const one = { ...event(type, { secret: 1 }), changes };
      const isTold = told[type] === true || told[type] === role;
      const seen = viewFor({ role })(one);
      if (told[type] === 'bare') expect(seen, role).toEqual({ ...one, changes: [], data: {} });
      else if (type !== 'company.edited') expect(seen, role).toEqual(isTold ? one : null);
      expect(one).toMatchObject({ changes, data: { secret: 1 } });
    }
  },
);

test('which settings changed is told to those who may set them', () => {
  const changes = [{ field: 'lockoutMinutes', old: 60, new: 5 }];
  const one = { ...event('company.edited', { face: {} }), changes };
  expect(viewFor({ role: 'superadmin' })(one)).toEqual(one);
  expect(viewFor({ role: 'admin' })(one)).toEqual({ ...one, changes: [] });
  expect(one.changes).toEqual(changes);
});

test('a type that nobody decided on is told to nobody', () => {
  expect(viewFor({ role: 'superadmin' })(event('secret.leaked'))).toBeNull();
  expect(viewFor({ role: 'superadmin' })(event('nodot'))).toBeNull();
});

test('readers of two companies, or of two roles, are never one class', () => {
  const keys = [1, 11].flatMap((companyId) =>
    (['admin', 'superadmin'] as const).map((role) => readerClassOf({ companyId, role })),
  );
  expect(new Set(keys).size).toBe(4);
});
