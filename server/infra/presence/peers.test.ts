import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '#server/shared/presence.ts';
import { intoParts, parseFrame } from './frame.ts';
import type { Entry, Frame } from './frame.ts';
import { Peers } from './peers.ts';

const place: Place = { customerId: 1, state: 'viewing', field: null, intent: null };

function entry(id: string, customerId = 1, name = 'Олена'): Entry {
  return { companyId: 1, lease: { id, user: { id: 1, name }, place: { ...place, customerId } } };
}

/** What a receiver knows, by lease. */
function receiver() {
  const known = new Map<string, number>();
  const peers = new Peers((_companyId, id, lease) => {
    if (lease) known.set(id, lease.place.customerId);
    else known.delete(id);
  });
  return { peers, known };
}

const changes = (seq: number, set: Entry[], gone: string[] = []): Frame & { kind: 'changes' } => ({
  ...{ kind: 'changes', from: 'a', seq },
  ...{ set, gone },
});

const state = (seq: number, set: Entry[], part = 1, parts = 1): Frame & { kind: 'state' } => ({
  ...{ kind: 'state', from: 'a', seq },
  ...{ part, parts, set },
});

test('asks for everything when it meets a process, and when it missed a frame', () => {
  const { peers, known } = receiver();
  expect(peers.take(changes(7, [entry('x')]))).toBe('a');
  expect(peers.take(state(8, [entry('x'), entry('y')]))).toBeNull();
  expect(peers.take(changes(9, [], ['x']))).toBeNull();
  expect([...known.keys()]).toEqual(['y']);
  for (let at = 0; at < 2; at += 1) peers.tick();
  expect(peers.take(changes(11, []))).toBe('a');
});

test('sees by a beat that the latest frame was lost', () => {
  const { peers } = receiver();
  peers.take(state(1, []));
  for (let at = 0; at < 2; at += 1) peers.tick();
  expect(peers.take({ kind: 'beat', from: 'a', seq: 1 })).toBeNull();
  expect(peers.take({ kind: 'beat', from: 'a', seq: 2 })).toBe('a');
  // Asked for already; asked for again only after a while.
  expect(peers.take({ kind: 'beat', from: 'a', seq: 2 })).toBeNull();
});

test('a whole state replaces what was known, and only when all of it is there', () => {
  const { peers, known } = receiver();
  peers.take(state(1, [entry('old')]));
  peers.take(state(2, [entry('new')], 1, 2));
  expect([...known.keys()]).toEqual(['old']);
  peers.take(state(3, [entry('other')], 2, 2));
  expect([...known.keys()].sort()).toEqual(['new', 'other']);
});

test('a process that is silent for twelve seconds is gone with its leases, and no other', () => {
  const { peers, known } = receiver();
  peers.take(state(1, [entry('x')]));
  peers.take({ ...state(1, [entry('y')]), from: 'b' });
  for (let at = 0; at < 12; at += 1) {
    peers.take({ kind: 'beat', from: 'b', seq: 1 });
    peers.tick();
  }
  expect([...known.keys()]).toEqual(['y']);
  peers.take({ kind: 'bye', from: 'b' });
  expect([known.size, peers.size]).toEqual([0, 0]);
});

/** A sender whose frames get lost as the run says; the receiver's questions do too. */
const step = fc.record({
  id: fc.integer({ min: 0, max: 9 }),
  customerId: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  isLost: fc.boolean(),
});

test('whatever is lost, receivers know in the end what the sender shows', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { peers, known } = receiver();
      const shown = new Map<string, Entry>();
      let seq = 0;
      const hear = (frame: Exclude<Frame, { kind: 'ask' }>, isLost: boolean): void => {
        if (isLost || peers.take(frame) === null) return;
        const parts = intoParts([...shown.values()]);
        parts.forEach((set, at) => {
          seq += 1;
          peers.take(state(seq, set, at + 1, parts.length));
        });
      };
      for (const { id, customerId, isLost } of steps) {
        const key = `lease-${id}`;
        if (customerId === null) shown.delete(key);
        else shown.set(key, entry(key, customerId));
        const now = shown.get(key);
        seq += 1;
        hear(changes(seq, now ? [now] : [], now ? [] : [key]), isLost);
        peers.tick();
      }
      for (let at = 0; at < 2; at += 1) {
        peers.tick();
        hear({ kind: 'beat', from: 'a', seq }, false);
      }
      const expected = [...shown].map(([id, { lease }]) => [id, lease.place.customerId]);
      expect(Object.fromEntries(known)).toEqual(Object.fromEntries(expected));
    }),
  );
});

test('every frame fits into one NOTIFY, and is read as it was written', () => {
  const name = '"Ї\u0001'.repeat(66);
  const entries = Array.from({ length: 500 }, (_, at) => entry(`${'p'.repeat(12)}.${at}`, 1, name));
  const parts = intoParts(entries);
  expect(parts.flat()).toEqual(entries);
  for (const [at, set] of parts.entries()) {
    const frame = state(4_294_967_296, set, at + 1, parts.length);
    const payload = JSON.stringify(frame);
    expect(Buffer.byteLength(payload)).toBeLessThan(7_500);
    expect(parseFrame(payload)).toEqual(frame);
  }
  expect(intoParts([])).toEqual([[]]);
});

test.each(['', '{', 'null', '[]', '{"kind":"beat"}', '{"kind":"beat","from":"a","seq":-1}'])(
  'takes no notice of %j',
  (payload) => {
    expect(parseFrame(payload)).toBeNull();
  },
);
