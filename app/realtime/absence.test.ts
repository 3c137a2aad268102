import { describe, expect, it } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { follow, joinUnseen, present, sectionOf, step, unseenOf } from './absence.ts';
import type { Signal } from './absence.ts';

const after = (...signals: [Signal['kind'], seconds: number][]) =>
  signals.reduce((absence, [kind, at]) => follow(absence, { kind, at: at * 1000 }), present);

describe('an absence', () => {
  it('is a page hidden for a minute', () => {
    const absence = after(['hidden', 100], ['shown', 160]);
    expect(absence).toEqual({ ...present, ended: { fromMs: 100_000, toMs: 160_000 } });
  });

  it('is a connection lost for ten seconds', () => {
    expect(after(['lost', 5], ['live', 15]).ended).toEqual({ fromMs: 5000, toMs: 15_000 });
  });

  it('is no look elsewhere and no short break', () => {
    const absence = after(['hidden', 0], ['shown', 59], ['lost', 60], ['live', 69]);
    expect(absence).toEqual(present);
  });

  it('ends when the page is both seen and live', () => {
    const away = after(['hidden', 0], ['lost', 30], ['shown', 90]);
    expect(away).toMatchObject({ fromMs: 0, counts: true, ended: null });
    expect(follow(away, { kind: 'live', at: 92_000 }).ended).toEqual({ fromMs: 0, toMs: 92_000 });
  });

  it('goes on if the connection is found dead right after the return', () => {
    const lid = after(['hidden', 0], ['shown', 3600], ['lost', 3605], ['live', 3608]);
    expect(lid.ended).toEqual({ fromMs: 0, toMs: 3_608_000 });
    const later = after(['hidden', 0], ['shown', 3600], ['lost', 3700], ['live', 3705]);
    expect(later.ended).toEqual({ fromMs: 0, toMs: 3_600_000 });
  });

  it('is not begun by being live or seen', () => {
    expect(after(['live', 1], ['shown', 2])).toEqual(present);
  });
});

const olena = { id: 1, name: 'Олена' };
const taras = { id: 2, name: 'Тарас' };
const span = { fromMs: 0, toMs: 60_000 };

function event(author: typeof olena | null, seconds: number, ...fields: string[]): TandemEvent {
  return {
    author,
    time: new Date(seconds * 1000).toISOString(),
    changes: fields.map((field) => ({ field, old: null, new: 'x' })),
  } as TandemEvent;
}

describe('what is unseen', () => {
  it('is each field once, by its last author, in the order of the page', () => {
    const unseen = unseenOf(
      [event(olena, 1, 'phone', 'city'), event(taras, 2, 'phone'), event(taras, 3, 'balance')],
      { selfId: 9, span },
    );
    expect(unseen?.changes.map(({ field, author }) => [field, author?.name])).toEqual([
      ['balance', 'Тарас'],
      ['phone', 'Тарас'],
      ['city', 'Олена'],
    ]);
    expect(unseen?.changesCount).toBe(3);
    expect(unseen?.authors).toEqual([olena, taras]);
  });

  it('is nothing of one’s own', () => {
    expect(unseenOf([event(olena, 1, 'phone')], { selfId: 1, span })).toBeNull();
    expect(unseenOf([], { selfId: 1, span })).toBeNull();
  });

  it('counts the system’s changes, which have no person', () => {
    const unseen = unseenOf([event(null, 1, 'locked')], { selfId: 1, span });
    expect(unseen).toMatchObject({ changesCount: 1, authors: [] });
  });

  it('leads to the activity for what has no field on the page', () => {
    const unseen = unseenOf([event(olena, 1), event(olena, 2, 'novelty')], { selfId: 9, span });
    expect(unseen?.changes.map(({ field }) => field)).toEqual(['activity']);
    expect(['locked', 'tags', 'activity', 'novelty'].map(sectionOf)).toEqual([
      'header',
      'general',
      'activity',
      'activity',
    ]);
  });

  it('is seen step by step, and gone after the last one', () => {
    const first = unseenOf([event(olena, 1, 'phone', 'locked')], { selfId: 9, span });
    const second = first && step(first);
    expect(second?.current).toBe('locked');
    const third = second && step(second);
    expect(third).toMatchObject({ current: 'phone', changes: [{ field: 'phone' }] });
    expect(third && step(third)).toBeNull();
  });

  it('is joined when the reader leaves again before all was seen', () => {
    const before = unseenOf([event(olena, 1, 'phone', 'city')], { selfId: 9, span });
    const now = unseenOf([event(taras, 70, 'phone')], {
      selfId: 9,
      span: { fromMs: 65_000, toMs: 80_000 },
    });
    expect(now && joinUnseen(before, now)).toMatchObject({
      span: { fromMs: 0, toMs: 80_000 },
      changesCount: 2,
      authors: [olena, taras],
      changes: [
        { field: 'phone', author: taras },
        { field: 'city', author: olena },
      ],
    });
  });
});
