import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hiddenMs, idleMs, watchActivity } from './presence-activity.ts';

/** A browser as far as it matters here: something that is seen or not, and touched or not. */
class Tab {
  readonly window = new EventTarget();
  readonly document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  readonly told: boolean[] = [];
  signs = 0;

  show(visibilityState: 'visible' | 'hidden') {
    this.document.visibilityState = visibilityState;
    this.document.dispatchEvent(new Event('visibilitychange'));
  }
  touch() {
    this.window.dispatchEvent(new Event('keydown'));
  }
}

let tab: Tab;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  tab = new Tab();
  vi.stubGlobal('window', tab.window);
  vi.stubGlobal('document', tab.document);
  stop = watchActivity({
    onAway: (isAway) => tab.told.push(isAway),
    onActive: () => {
      tab.signs += 1;
    },
  });
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a page that is hidden for a while is away, and back as soon as it is seen', () => {
  tab.show('hidden');
  vi.advanceTimersByTime(hiddenMs - 1);
  expect(tab.told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(tab.told).toEqual([true]);
  tab.show('visible');
  expect(tab.told).toEqual([true, false]);
});

test('looks elsewhere, however many, are no absence', () => {
  for (let look = 0; look < 20; look += 1) {
    tab.show('hidden');
    vi.advanceTimersByTime(hiddenMs / 2);
    tab.show('visible');
    vi.advanceTimersByTime(1000);
  }
  expect(tab.told).toEqual([]);
});

test('a page that nobody touches for five minutes is away until somebody does', () => {
  vi.advanceTimersByTime(idleMs / 2);
  tab.touch();
  vi.advanceTimersByTime(idleMs - 1);
  expect(tab.told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(tab.told).toEqual([true]);
  tab.touch();
  expect(tab.told).toEqual([true, false]);
  vi.advanceTimersByTime(idleMs);
  expect(tab.told).toEqual([true, false, true]);
  expect(tab.signs).toBe(2);
});
