import { expect, test } from 'vitest';
import type { Lease, Place } from '#server/shared/presence.ts';
import { hereOf, joinLeases, nobodyHere } from './presence-people.ts';
import { PresenceStore } from './presence-store.ts';

const olena = { id: 1, name: 'Олена' };
const taras = { id: 2, name: 'Тарас' };

function lease(id: string, user: Lease['user'], place: Partial<Place> = {}): Lease {
  return {
    id,
    user,
    place: { customerId: 7, state: 'viewing', field: null, intent: null, ...place },
  };
}

test('several tabs of one person are one, in the strongest state', () => {
  const people = joinLeases([
    lease('a', olena, { state: 'away' }),
    lease('b', olena, { state: 'editing', field: 'phone' }),
    lease('c', olena, { intent: 'lock' }),
  ]);
  expect(people).toEqual([{ user: olena, state: 'editing', fields: ['phone'], intents: ['lock'] }]);
});

test('who edits comes first, then who looks, then who is away, each by name', () => {
  const zina = { id: 3, name: 'Зіна' };
  const people = joinLeases([
    lease('a', taras),
    lease('b', zina, { state: 'away' }),
    lease('c', olena),
  ]);
  expect(people.map(({ user }) => user.name)).toEqual(['Олена', 'Тарас', 'Зіна']);
  const edited = joinLeases([lease('a', olena), lease('b', taras, { state: 'editing' })]);
  expect(edited.map(({ user }) => user.name)).toEqual(['Тарас', 'Олена']);
});

test('who did not change stays the same object', () => {
  const before = hereOf([lease('a', olena, { intent: 'lock' }), lease('b', taras)], nobodyHere);
  const now = hereOf(
    [lease('a', olena, { intent: 'lock' }), lease('b', taras, { state: 'away' })],
    before,
  );
  expect(now.people[0]).toBe(before.people[0]);
  expect(now.people[1]).not.toBe(before.people[1]);
  expect(now.intents.get('lock')).toBe(before.intents.get('lock'));
});

test('the store tells those who listen, and leaves out oneself', () => {
  const store = new PresenceStore();
  store.setSelf(olena.id);
  let calls = 0;
  const stop = store.listen(7, () => {
    calls += 1;
  });
  store.receive({ kind: 'all', leases: [lease('a', olena), lease('b', taras)] });
  expect(store.hereOn(7).people.map(({ user }) => user.name)).toEqual(['Тарас']);
  store.receive({ kind: 'changes', set: [lease('b', taras, { customerId: 8 })], gone: [] });
  expect(store.hereOn(7).people).toEqual([]);
  expect(store.hereOn(8).people).toHaveLength(1);
  expect(calls).toBe(2);
  stop();
  store.receive({ kind: 'changes', set: [], gone: ['b', 'unknown'] });
  expect(store.hereOn(8).people).toEqual([]);
  expect(calls).toBe(2);
});

test('everything anew takes the place of everything before', () => {
  const store = new PresenceStore();
  store.receive({ kind: 'all', leases: [lease('a', olena), lease('b', taras)] });
  store.receive({ kind: 'all', leases: [lease('b', taras, { state: 'editing', field: 'city' })] });
  expect(store.hereOn(7).people.map(({ user, state }) => [user.name, state])).toEqual([
    ['Тарас', 'editing'],
  ]);
  expect(store.hereOn(7).editors.get('city')).toHaveLength(1);
});
