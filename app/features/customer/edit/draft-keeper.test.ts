import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DraftField } from '#server/features/draft/schema.ts';
import type { DraftChange, DraftStatus } from './draft-keeper.ts';
import { DraftKeeper, pauseMs } from './draft-keeper.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const city = (value: string): DraftField => ({ field: 'city', value, base: 'Kyiv', version: 4 });
const phone: DraftField = { field: 'phone', value: '067', base: null, version: 4 };

function keeper(answers: (() => Promise<void>)[] = []) {
  const sent: DraftChange[] = [];
  const ways: boolean[] = [];
  const statuses: DraftStatus[] = [];
  const made = new DraftKeeper({
    send: (change, { outlivesPage }) => {
      sent.push(change);
      ways.push(outlivesPage);
      return answers.shift()?.() ?? Promise.resolve();
    },
    onStatus: (status) => statuses.push(status),
  });
  return { made, sent, ways, statuses };
}

test('keeps the last of what was typed after a pause', async () => {
  const { made, sent, statuses } = keeper();
  made.want([city('O')]);
  made.want([city('Od')]);
  await vi.advanceTimersByTimeAsync(pauseMs - 1);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([{ set: [city('Od')], clear: [] }]);
  expect(statuses).toEqual(['pending', 'kept']);
});

test('clears what was saved or taken back, and only what it has kept itself', async () => {
  const { made, sent } = keeper();
  made.want([]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(sent).toEqual([]);
  made.want([city('Odesa'), phone]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  made.want([phone]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(sent.at(-1)).toEqual({ set: [], clear: ['city'] });
});

test('sends one at a time and then what was typed meanwhile', async () => {
  let answer: () => void = () => undefined;
  const { made, sent } = keeper([() => new Promise<void>((resolve) => (answer = resolve))]);
  made.want([city('O')]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  made.want([city('Odesa')]);
  await vi.advanceTimersByTimeAsync(pauseMs * 3);
  expect(sent).toHaveLength(1);
  answer();
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(sent.at(-1)).toEqual({ set: [city('Odesa')], clear: [] });
});

test('what leaves with the page goes at once', () => {
  const { made, sent, ways } = keeper();
  made.want([city('Odesa')]);
  void made.flush(true);
  expect(sent).toHaveLength(1);
  expect(ways).toEqual([true]);
});

test('what could not be kept is told and tried again', async () => {
  const { made, sent, statuses } = keeper([() => Promise.reject(new Error('offline'))]);
  made.want([city('Odesa')]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(statuses.at(-1)).toBe('failed');
  await made.flush();
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(made.status).toBe('kept');
});

test('a draft that is taken up again is cleared with its save', async () => {
  const { made, sent } = keeper();
  made.takeOver([city('Odesa')]);
  made.want([city('Odesa')]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(sent).toEqual([]);
  made.want([]);
  await vi.advanceTimersByTimeAsync(pauseMs);
  expect(sent).toEqual([{ set: [], clear: ['city'] }]);
});
