import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Position } from './cursor.ts';
import { comparePositions } from './cursor.ts';
import type { StoredEvent } from './read.ts';
import { EventRing } from './ring.ts';

function stored(position: Position): StoredEvent {
  return {
    position,
    companyId: 1,
    envelope: {
      id: position.id.toString(),
      type: 'customer.locked',
      subject: { type: 'customer', id: 1 },
      version: 2,
      author: null,
      mutationId: null,
      time: '2026-01-01T00:00:00.000Z',
      changes: [],
      data: {},
    },
  };
}

const start: Position = { xid: 10n, id: 0n };

/** Rising places: sometimes several events in one transaction, whose ids need not rise with xid. */
const batches = fc
  .array(fc.array(fc.record({ sameXid: fc.boolean(), step: fc.integer({ min: 1, max: 5 }) })))
  .map((groups) => {
    let at = { xid: 10n, id: 500n };
    return groups.map((group) =>
      group.map(({ sameXid, step }) => {
        const further = BigInt(step);
        at = sameXid
          ? { xid: at.xid, id: at.id + further }
          : { xid: at.xid + further, id: 1000n - at.id / 2n };
        return stored(at);
      }),
    );
  });

test('holds, after any place that it covers, exactly what was pushed after that place', () => {
  fc.assert(
    fc.property(batches, fc.integer({ min: 1, max: 8 }), (groups, capacity) => {
      const ring = new EventRing(start, capacity);
      const pushed: StoredEvent[] = [];
      for (const group of groups) {
        ring.push(group);
        pushed.push(...group);
        expect(ring.size).toBeLessThanOrEqual(Math.max(capacity * 1.25, 1));
        for (const { position } of [{ position: start }, ...pushed]) {
          if (!ring.covers(position)) continue;
          const after = pushed.filter((one) => comparePositions(one.position, position) > 0);
          expect(ring.after(position)).toEqual(after);
        }
      }
    }),
  );
});

test('no longer covers what it dropped', () => {
  const ring = new EventRing(start, 4);
  const events = [1n, 2n, 3n, 4n, 5n, 6n].map((id) => stored({ xid: 11n, id }));
  ring.push(events);
  expect(ring.size).toBe(4);
  expect(ring.covers({ xid: 11n, id: 1n })).toBe(false);
  expect(ring.covers({ xid: 11n, id: 2n })).toBe(true);
  expect(ring.after({ xid: 11n, id: 2n })).toEqual(events.slice(2));
});

test('covers its floor from the start, and nothing before it', () => {
  const ring = new EventRing(start);
  expect(ring.covers(start)).toBe(true);
  expect(ring.covers({ xid: 9n, id: 99n })).toBe(false);
  expect(ring.after(start)).toEqual([]);
});

test('tells what was taken out no more, and covers the same places', () => {
  const ring = new EventRing(start, 100);
  const events = [1n, 2n, 3n].map((id) => stored({ xid: 11n, id }));
  ring.push(events);
  ring.forget(({ envelope }) => envelope.id !== '2');
  expect(ring.after(start).map(({ envelope }) => envelope.id)).toEqual(['2']);
  expect(ring.after({ xid: 11n, id: 1n })).toHaveLength(1);
  expect(ring.after({ xid: 11n, id: 2n })).toEqual([]);
  expect(ring.covers(start)).toBe(true);
});
