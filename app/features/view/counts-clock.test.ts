import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CountsClock, restMs, spreadMs } from './counts-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function clockOf(visible = { now: true }, random = () => 0.5) {
  const ask = vi.fn();
  return { ask, visible, clock: new CountsClock({ ask, isVisible: () => visible.now, random }) };
}

test('a storm of events is one question, then one in ten seconds', () => {
  const { ask, clock } = clockOf();
  for (let second = 0; second < 60; second += 1) {
    for (let event = 0; event < 50; event += 1) clock.note();
    vi.advanceTimersByTime(1000);
  }
  expect(ask.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(ask.mock.calls.length).toBeLessThanOrEqual(6);
});

test('nothing is asked where nothing happened', () => {
  const { ask } = clockOf();
  vi.advanceTimersByTime(10 * restMs);
  expect(ask).not.toHaveBeenCalled();
});

test('tabs that hear of the same change ask at different moments', () => {
  const early = clockOf({ now: true }, () => 0);
  const late = clockOf({ now: true }, () => 0.999);
  early.clock.note();
  late.clock.note();
  vi.advanceTimersByTime(1);
  expect(early.ask).toHaveBeenCalledOnce();
  expect(late.ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(spreadMs);
  expect(late.ask).toHaveBeenCalledOnce();
});

test('a tab that nobody looks at waits until somebody does', () => {
  const { ask, visible, clock } = clockOf({ now: false });
  clock.note();
  vi.advanceTimersByTime(5 * restMs);
  expect(ask).not.toHaveBeenCalled();
  visible.now = true;
  clock.show();
  vi.advanceTimersByTime(spreadMs);
  expect(ask).toHaveBeenCalledOnce();
});

test('a tab that is hidden before its turn has not forgotten', () => {
  const { ask, visible, clock } = clockOf();
  clock.note();
  visible.now = false;
  vi.advanceTimersByTime(2 * spreadMs);
  expect(ask).not.toHaveBeenCalled();
  visible.now = true;
  clock.show();
  vi.advanceTimersByTime(spreadMs);
  expect(ask).toHaveBeenCalledOnce();
});

test('when it is stopped it asks no more', () => {
  const { ask, clock } = clockOf();
  clock.note();
  clock.stop();
  vi.advanceTimersByTime(5 * restMs);
  expect(ask).not.toHaveBeenCalled();
});
