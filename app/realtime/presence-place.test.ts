import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Place } from '#server/shared/presence.ts';
import { paceMs, PlaceTeller, placeOf, renewMs, settleMs } from './presence-place.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const viewing: Place = { customerId: 7, state: 'viewing', field: null, intent: null };
const editing: Place = { ...viewing, state: 'editing', field: 'phone' };

function tell() {
  const sent: (Place | null)[] = [];
  const teller = new PlaceTeller({
    send: (place) => {
      sent.push(place);
      return Promise.resolve();
    },
  });
  return { sent, teller };
}

test('a dialog goes before a field, a field before the page', () => {
  const page = { kind: 'page', customerId: 7 } as const;
  const field = { kind: 'field', customerId: 7, field: 'phone' } as const;
  const intent = { kind: 'intent', customerId: 7, intent: 'lock' } as const;
  expect(placeOf([], false)).toBeNull();
  expect(placeOf([page], false)).toEqual(viewing);
  expect(placeOf([field, page], false)).toEqual(editing);
  expect(placeOf([intent, field, page], false)).toEqual({ ...viewing, intent: 'lock' });
});

test('who is away edits nothing, but what they prepare is still open', () => {
  const field = { kind: 'field', customerId: 7, field: 'phone' } as const;
  const intent = { kind: 'intent', customerId: 7, intent: 'lock' } as const;
  expect(placeOf([field], true)).toEqual({ ...viewing, state: 'away' });
  expect(placeOf([intent], true)).toEqual({ ...viewing, state: 'away', intent: 'lock' });
});

test('the first word goes out at once, then the latest at a pace', () => {
  const { sent, teller } = tell();
  teller.connected();
  teller.want(viewing);
  expect(sent).toEqual([viewing]);
  for (const field of ['phone', 'city', 'email'] as const) teller.want({ ...editing, field });
  expect(sent).toHaveLength(1);
  vi.advanceTimersByTime(paceMs);
  expect(sent).toEqual([viewing, { ...editing, field: 'email' }]);
});

test('between two fields or two pages nothing flickers', () => {
  const { sent, teller } = tell();
  teller.connected();
  teller.want(editing);
  vi.advanceTimersByTime(5000);
  teller.want(viewing);
  teller.want({ ...editing, field: 'city' });
  teller.want(null);
  vi.advanceTimersByTime(settleMs / 2);
  teller.want({ ...viewing, customerId: 8 });
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual([editing, { ...editing, field: 'city' }, { ...viewing, customerId: 8 }]);
});

test('leaving is told after a moment', () => {
  const { sent, teller } = tell();
  teller.connected();
  teller.want(viewing);
  vi.advanceTimersByTime(5000);
  teller.want(null);
  vi.advanceTimersByTime(settleMs);
  expect(sent).toEqual([viewing, null]);
});

test('the place is told again after each connection, and never without one', () => {
  const { sent, teller } = tell();
  teller.want(viewing);
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual([]);
  teller.connected();
  teller.disconnected();
  teller.want(editing);
  vi.advanceTimersByTime(5000);
  expect(sent).toEqual([viewing]);
  teller.connected();
  vi.advanceTimersByTime(paceMs);
  expect(sent).toEqual([viewing, editing]);
});

test('an intent is renewed while its dialog is used, not more often than needed', () => {
  const { sent, teller } = tell();
  teller.connected();
  teller.want({ ...viewing, intent: 'lock' });
  for (let second = 0; second < 60; second += 1) {
    vi.advanceTimersByTime(1000);
    teller.active();
  }
  expect(sent).toHaveLength(1 + 60_000 / renewMs);
  teller.want(viewing);
  vi.advanceTimersByTime(60_000);
  teller.active();
  expect(sent).toHaveLength(2 + 60_000 / renewMs);
});

test('stays under the server’s 60 messages in 10 s, whatever happens', () => {
  const { sent, teller } = tell();
  teller.connected();
  for (let at = 0; at < 10_000; at += 10) {
    teller.want(at % 20 === 0 ? editing : { ...editing, field: 'city' });
    teller.active();
    vi.advanceTimersByTime(10);
  }
  expect(sent.length).toBeLessThan(40);
});
