import { describe, expect, it, vi } from 'vitest';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import type { Money } from '#server/shared/money.ts';
import { SelectionStore } from './selection-store.ts';

function row(id: number, version = 1): CustomerRowDto {
  const names = { login: `c${String(id)}`, firstName: 'A', lastName: 'B', middleName: null };
  const facts = { locked: null, lockedOutUntil: null, emailConfirmed: true };
  const rest = { country: null, city: null, organization: null, tags: [], lastSignInAt: null };
  return {
    ...{ id, version, ...names, email: 'a@b.example', phone: null, ...facts, ...rest },
    passwordStatus: 'active',
    balance: '0.00' as Money,
    registeredAt: '2026-01-01T00:00:00.000Z',
    devicesCount: 0,
  };
}

const page = (...ids: number[]) => ids.map((id) => row(id));
const question = { search: '', filter: {}, sort: 'id', direction: 'asc' } as const;

function given(...ids: number[]) {
  const store = new SelectionStore();
  store.showPage(page(...ids));
  return store;
}

const chosen = (store: SelectionStore) => [...store.state.rows.keys()];

describe('the selection', () => {
  it('names customers with the versions that stood on the screen', () => {
    const store = given(1, 2);
    store.toggle(row(1, 7));
    store.showPage([row(1, 8), row(2)]);
    expect(store.state).toMatchObject({ kind: 'named', count: 1 });
    expect(store.state.rows.get(1)?.version).toBe(7);
  });

  it('takes a range by the order on the screen, in either direction', () => {
    const store = given(5, 3, 9, 1);
    store.toggle(row(9));
    store.toggleRange(row(5));
    expect(chosen(store).sort()).toEqual([3, 5, 9]);
    store.toggleRange(row(1));
    expect(chosen(store).sort()).toEqual([1, 3, 5, 9]);
  });

  it('a range from a row that was let go lets go', () => {
    const store = given(1, 2, 3);
    store.togglePage();
    store.toggle(row(1));
    store.toggleRange(row(2));
    expect(chosen(store)).toEqual([3]);
  });

  it('a range without a start on this page is one row', () => {
    const store = given(1, 2, 3);
    store.toggle(row(3));
    store.showPage(page(4, 5, 6));
    store.toggleRange(row(6));
    expect(chosen(store)).toEqual([3, 6]);
  });

  it('stays over pages and says how the page stands to it', () => {
    const store = given(1, 2);
    store.togglePage();
    expect(store.pageMark()).toBe('all');
    store.showPage(page(3, 4));
    expect(store.pageMark()).toBe('none');
    store.toggle(row(3));
    expect(store.pageMark()).toBe('some');
    expect(store.state.count).toBe(3);
  });

  it('the whole page, pressed twice, is nobody of it, and others stay', () => {
    const store = given(1, 2);
    store.toggle(row(9));
    store.togglePage();
    store.togglePage();
    expect(chosen(store)).toEqual([9]);
  });

  it('all that match holds for the question, over pages and orders', () => {
    const store = given(1, 2);
    store.widen(question)({ selectionId: 4, total: 1234 });
    store.askAnew({ search: '', filter: {} });
    expect(store.state).toMatchObject({ kind: 'matching', count: 1234 });
    expect(store.isSelected(77)).toBe(true);
    store.askAnew({ search: 'ivan', filter: {} });
    expect(store.state.kind).toBe('none');
  });

  it('all that match less one row is the rest of the page', () => {
    const store = given(1, 2, 3);
    store.widen(question)({ selectionId: 4, total: 1234 });
    store.toggle(row(2));
    expect(store.state.kind).toBe('named');
    expect(chosen(store)).toEqual([1, 3]);
  });

  it('is named, and about to be all that match, until the answer is there', () => {
    const store = given(1, 2);
    store.togglePage();
    const take = store.widen(question);
    expect(store.state).toMatchObject({ kind: 'named', count: 2, widening: question });
    take(null);
    expect(store.state).toMatchObject({ kind: 'named', count: 2, widening: null });
    store.widen(question)({ selectionId: 4, total: 9 });
    expect(store.state).toMatchObject({ kind: 'matching', count: 9, widening: null });
  });

  it('what is chosen while all that match are on their way counts instead of them', () => {
    const store = given(1, 2);
    store.togglePage();
    const take = store.widen(question);
    store.toggle(row(2));
    take({ selectionId: 4, total: 9 });
    expect(chosen(store)).toEqual([1]);
    const ofAnother = store.widen(question);
    store.askAnew({ search: 'ivan', filter: {} });
    ofAnother({ selectionId: 5, total: 9 });
    expect(store.state).toMatchObject({ kind: 'named', count: 1, widening: null });
  });

  it('refuses to name more than the server takes, and keeps what was', () => {
    const store = new SelectionStore();
    for (const first of [0, 500]) {
      store.showPage(page(...Array.from({ length: 500 }, (_, index) => first + index + 1)));
      store.togglePage();
    }
    expect(store.state.count).toBe(1000);
    expect(store.toggle(row(2000))).toBe(false);
    expect(store.state.count).toBe(1000);
  });

  it('tells its listeners, and none after they left', () => {
    const store = given(1);
    const listener = vi.fn();
    const leave = store.subscribe(listener);
    store.toggle(row(1));
    leave();
    store.clear();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});
