import { expect, test, vi } from 'vitest';
import type { Lease, PresenceMessage } from '#server/shared/presence.ts';
import { Audience } from './audience.ts';
import type { PresenceReader } from './audience.ts';
import { LeaseBook } from './lease-book.ts';

function lease(id: string, customerId = 1): Lease {
  const place = { customerId, state: 'viewing', field: null, intent: null } as const;
  return { id, user: { id: 1, name: 'Олена' }, place };
}

interface Told extends PresenceReader {
  messages: PresenceMessage[];
  /** Every buffer that came, to see whether it was shared. */
  buffers: Buffer[];
  isSlow: boolean;
}

function reader(companyId: number, classKey: string, view: PresenceReader['view']): Told {
  const told: Told = {
    companyId,
    classKey,
    view,
    messages: [],
    buffers: [],
    isSlow: false,
    send: (message) => {
      const buffer = message.for('1');
      told.buffers.push(buffer);
      const wire = JSON.parse(buffer.toString()) as { result: { data: PresenceMessage } };
      told.messages.push(wire.result.data);
    },
    isStalled: () => told.isSlow,
    tryResume: () => {
      told.isSlow = false;
      return true;
    },
    isClosed: () => false,
  };
  return told;
}

function stage() {
  const book = new LeaseBook();
  const audience = new Audience(book);
  const tell = (companyId: number, id: string, now: Lease | null) => {
    book.set(companyId, id, now);
    audience.tell(companyId, id, now);
  };
  return { audience, tell };
}

const everything = (one: Lease) => one;

test('tells the first change at once and joins those that follow closely', () => {
  vi.useFakeTimers();
  const { audience, tell } = stage();
  const told = reader(1, 'a', everything);
  audience.add(told);
  vi.advanceTimersByTime(60);
  tell(1, 'x', lease('x'));
  expect(told.messages.at(-1)).toEqual({ kind: 'changes', set: [lease('x')], gone: [] });
  tell(1, 'x', lease('x', 2));
  tell(1, 'y', lease('y'));
  tell(1, 'y', null);
  expect(told.messages).toHaveLength(2);
  vi.advanceTimersByTime(25);
  expect(told.messages.at(-1)).toEqual({ kind: 'changes', set: [lease('x', 2)], gone: ['y'] });
  expect(told.messages).toHaveLength(3);
  vi.useRealTimers();
});

test('encodes once for a class, and tells each class only what it may see', () => {
  vi.useFakeTimers();
  const { audience, tell } = stage();
  const [one, two] = [reader(1, 'a', everything), reader(1, 'a', everything)];
  const narrow = reader(1, 'b', (it) => (it.place.customerId === 1 ? it : null));
  const stranger = reader(2, 'a', everything);
  for (const told of [one, two, narrow, stranger]) audience.add(told);
  vi.advanceTimersByTime(60);
  tell(1, 'x', lease('x'));
  expect(one.buffers.at(-1)).toBe(two.buffers.at(-1));
  expect(narrow.messages.at(-1)).toMatchObject({ set: [{ id: 'x' }] });
  vi.advanceTimersByTime(60);
  // To where this class may not look: to it, the lease is gone.
  tell(1, 'x', lease('x', 2));
  expect(narrow.messages.at(-1)).toEqual({ kind: 'changes', set: [], gone: ['x'] });
  expect(one.messages.at(-1)).toMatchObject({ set: [{ id: 'x' }], gone: [] });
  expect(stranger.messages).toEqual([{ kind: 'all', leases: [] }]);
  vi.useRealTimers();
});

test('leaves a slow reader out, and tells it everything when it has caught up', () => {
  vi.useFakeTimers();
  const { audience, tell } = stage();
  const [slow, quick] = [reader(1, 'a', everything), reader(1, 'a', everything)];
  audience.add(slow);
  audience.add(quick);
  vi.advanceTimersByTime(60);
  slow.isSlow = true;
  for (const id of ['x', 'y', 'z']) {
    tell(1, id, lease(id));
    vi.advanceTimersByTime(60);
  }
  tell(1, 'y', null);
  expect([slow.messages.length, quick.messages.length]).toEqual([1, 5]);
  vi.advanceTimersByTime(60);
  audience.resumeSlow();
  expect(slow.messages.at(-1)).toEqual({ kind: 'all', leases: [lease('x'), lease('z')] });
  expect(quick.messages).toHaveLength(5);
  vi.useRealTimers();
});
