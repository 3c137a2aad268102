import { expect, test } from 'vitest';
import { detailOf, shortened } from './event-detail.ts';

const arrow = ({ old, now }: Record<'old' | 'now', string>) => `${old} → ${now}`;

test('short values stand as they are, with nothing behind', () => {
  expect(detailOf({ old: 'Київ', now: 'Львів' }, arrow)).toEqual({
    text: 'Київ → Львів',
    whole: null,
  });
});

test('a long value is shortened, and the whole is kept', () => {
  const long = 'слово '.repeat(100).trim();
  const detail = detailOf({ old: long, now: 'Львів' }, arrow);
  expect(detail.text).toMatch(/^слово .*…→? → Львів$/);
  expect(detail.text.length).toBeLessThan(100);
  expect(detail.whole).toBe(`${long} → Львів`);
});

test('no character is cut in two', () => {
  expect(shortened('😀'.repeat(81))).toBe(`${'😀'.repeat(80)}…`);
  expect(shortened('😀'.repeat(80))).toBe('😀'.repeat(80));
});
