import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { CustomerFilter } from '#server/shared/customer-filter.ts';
import { money } from '#server/shared/money.ts';
import { listedRow } from '#tests/support/listed-row.ts';
import { provideListReader } from './list-asker.ts';
import { noteListedGone, patchLists, putListedRow } from './list-cache.ts';
import type { ListedPage } from './news.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { visibilityState: 'visible' });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function given(question: { search?: string; filter?: CustomerFilter } = {}) {
  const input = { search: '', filter: {}, ...question };
  const key = [['customer', 'list'], { input, type: 'query' }];
  const queryClient = new QueryClient();
  const fresh: ListedPage = {
    rows: [1, 2, 3].map((id) => listedRow(id)),
    ...{ total: 40, totalIsCapped: false, from: 1, to: 3 },
    ...{ nextCursor: 'next', previousCursor: null },
  };
  queryClient.setQueryData(key, fresh);
  const shown = () => queryClient.getQueryData<ListedPage>(key);
  new QueryObserver(queryClient, { queryKey: key, enabled: false }).subscribe(() => undefined);
  const match = vi.fn((_question: unknown, ids: number[]) => Promise.resolve(ids));
  const count = vi.fn(() => Promise.resolve({ total: 33, totalIsCapped: false }));
  provideListReader(queryClient, { match, count });
  const receive = (event: TandemEvent, isReplay = false) =>
    patchLists(queryClient, event, isReplay);
  return { queryClient, key, fresh, shown, receive, match, count };
}

const envelope = (id: number, version: number) => ({
  id: `${String(id)}-${String(version)}`,
  subject: { type: 'customer' as const, id },
  version,
  author: { id: 5, name: 'Олена Коваленко' },
  mutationId: null,
  time: '2026-11-22T10:00:00Z',
});
const lock = { reason: 'x', message: null, at: '2026-11-22T10:00:00Z', by: null };

const locked = (id: number, version = 2): TandemEvent => ({
  ...envelope(id, version),
  type: 'customer.locked',
  changes: [{ field: 'locked', old: false, new: true }],
  data: { lock, endedSessionsCount: 0 },
});
const unlocked = (id: number, version = 3): TandemEvent => ({
  ...envelope(id, version),
  type: 'customer.unlocked',
  changes: [{ field: 'locked', old: true, new: false }],
  data: { lock },
});
const removed = (id: number, version = 2): TandemEvent => ({
  ...envelope(id, version),
  type: 'customer.removed',
  changes: [],
  data: { login: 'gone' },
});
const created = (id: number): TandemEvent => ({
  ...envelope(id, 1),
  type: 'customer.created',
  changes: [],
  data: { password: 'link', organization: null, salesRepresentative: null, tags: [] },
});
const city = (id: number, old: string | null, now: string | null, version = 2): TandemEvent => ({
  ...envelope(id, version),
  type: 'customer.edited',
  changes: [{ field: 'city', old, new: now }],
  data: {},
});

const afterAll = () => vi.advanceTimersByTimeAsync(5000);
const active = { filter: { onlyActive: true as const } };

describe('a row that no longer matches', () => {
  it('stays in its place, is noted, and the total follows', () => {
    const { shown, receive } = given(active);
    receive(locked(2));
    expect(shown()?.rows.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(shown()).toMatchObject({ total: 39, news: { left: { 2: true } } });
  });

  it('is in the result again when it matches again', () => {
    const { shown, receive } = given(active);
    receive(locked(2));
    receive(unlocked(2));
    expect(shown()).toMatchObject({ total: 40, news: { left: {} } });
  });

  it('counts once, however often the event comes', () => {
    const { shown, receive } = given(active);
    receive(locked(2));
    receive(locked(2), true);
    expect(shown()?.total).toBe(39);
  });

  it('is asked about once when the row does not tell, for many events', async () => {
    const { shown, receive, match } = given({ search: 'Львів' });
    match.mockResolvedValue([1]);
    receive(city(1, 'Львів', 'Київ'));
    receive(city(2, 'Львів', 'Одеса'));
    expect(match).not.toHaveBeenCalled();
    await afterAll();
    expect(match).toHaveBeenCalledTimes(1);
    expect(match).toHaveBeenCalledWith({ search: 'Львів', filter: {} }, [1, 2]);
    expect(shown()).toMatchObject({ total: 39, news: { left: { 2: true } } });
    expect(shown()?.news?.left).not.toHaveProperty('1');
  });

  it('an answer of the server itself is judged alike', () => {
    const { queryClient, shown } = given(active);
    putListedRow(queryClient, listedRow(3, { version: 2, locked: lock }));
    expect(shown()).toMatchObject({ total: 39, news: { left: { 3: true } } });
  });
});

describe('a customer who was removed', () => {
  it('stays, marked by whom, even when a change was missed before', () => {
    const { shown, receive } = given();
    expect(receive(removed(2, 9))).toBe(false);
    receive(removed(2, 9), true);
    expect(shown()).toMatchObject({
      total: 39,
      news: { removed: { 2: { by: 'Олена Коваленко' } } },
    });
    expect(shown()?.rows).toHaveLength(3);
  });

  it('is told without a name when reading found them gone', () => {
    const { queryClient, shown } = given();
    noteListedGone(queryClient, 1);
    expect(shown()?.news?.removed).toEqual({ 1: { by: null } });
  });

  it('of another page is counted out, or the total is asked for', async () => {
    const whole = given();
    whole.receive(removed(77));
    expect(whole.shown()?.total).toBe(39);
    const part = given(active);
    part.receive(removed(77));
    await afterAll();
    expect(part.count).toHaveBeenCalledTimes(1);
    expect(part.shown()?.total).toBe(33);
  });
});

describe('customers of other pages', () => {
  it('a new one is announced at once where all are listed', () => {
    const { shown, receive } = given();
    receive(created(90));
    expect(shown()).toMatchObject({ total: 41, news: { entered: { 90: true } } });
  });

  it('a new one is asked about where a filter stands, and a hundred at a time', async () => {
    const { shown, receive, match } = given({ filter: { country: 'UA' } });
    match.mockImplementation((_, ids) => Promise.resolve(ids.filter((id) => id % 2 === 0)));
    for (let id = 101; id <= 250; id += 1) receive(created(id));
    await afterAll();
    await afterAll();
    expect(match.mock.calls.map(([, ids]) => ids.length)).toEqual([100, 50]);
    expect(Object.keys(shown()?.news?.entered ?? {})).toHaveLength(75);
    expect(shown()?.total).toBe(115);
  });

  it('who came and went again is neither announced nor asked about', async () => {
    const { shown, receive, match } = given({ filter: { statuses: ['locked'] } });
    receive(locked(90));
    receive(unlocked(90));
    await afterAll();
    expect(match).not.toHaveBeenCalled();
    expect(shown()).toMatchObject({ total: 40, news: { entered: {} } });
  });

  it('a replayed event of theirs says nothing new', () => {
    const { shown, receive } = given();
    receive(created(90), true);
    expect(shown()?.total).toBe(40);
  });

  it('what has no bearing on the question asks nothing', async () => {
    const { shown, fresh, receive, match, count } = given({ filter: { country: 'UA' } });
    for (let id = 100; id < 150; id += 1) receive(city(id, 'Львів', 'Київ'));
    await afterAll();
    expect([match, count].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    expect(shown()).toEqual(fresh);
  });
});

describe('listing anew', () => {
  it('forgets the news, and an answer about the former listing is none', async () => {
    const { queryClient, key, fresh, shown, receive } = given({ filter: { country: 'UA' } });
    receive(created(90));
    queryClient.setQueryData(key, { ...fresh, total: 50 });
    await afterAll();
    expect(shown()).toEqual({ ...fresh, total: 50 });
  });

  it('a number that stopped counting stays as it is', () => {
    const { queryClient, key, fresh, shown, receive } = given();
    queryClient.setQueryData(key, { ...fresh, total: 10_000, totalIsCapped: true });
    receive(created(90));
    expect(shown()?.total).toBe(10_000);
  });
});

it('a failed question is asked again, later', async () => {
  const { receive, match } = given({ filter: { country: 'UA' } });
  match.mockRejectedValueOnce(new Error('no network'));
  receive(created(90));
  await vi.advanceTimersByTimeAsync(25_000);
  expect(match).toHaveBeenCalledTimes(2);
});

it('one changed row leaves the others as they are', () => {
  const { fresh, shown, receive } = given();
  receive({
    ...envelope(2, 2),
    type: 'customer.edited',
    changes: [{ field: 'balance', old: money('0.00'), new: money('0.00') }],
    data: {},
  });
  expect(shown()?.rows[0]).toBe(fresh.rows[0]);
  expect(shown()?.rows[1]).not.toBe(fresh.rows[1]);
  expect(shown()?.rows[2]).toBe(fresh.rows[2]);
});
