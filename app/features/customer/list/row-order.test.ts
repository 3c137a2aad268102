import { describe, expect, it } from 'vitest';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { money } from '#server/shared/money.ts';
import { listedRow } from '#tests/support/listed-row.ts';
import { movedRows } from './row-order.ts';

const now = new Date('2026-11-22T10:00:00Z');
const byBalance = { sort: 'balance', direction: 'asc' } as const;
const worth = (id: number, balance: string) => listedRow(id, { balance: money(balance) });

function moved(
  rows: CustomerRowDto[],
  originals: CustomerRowDto[],
  page: { hasPrevious?: boolean; hasNext?: boolean } = {},
  sorting: Parameters<typeof movedRows>[1] = byBalance,
) {
  const known = Object.fromEntries(originals.map((row) => [row.id, row]));
  const edges = { hasPrevious: false, hasNext: false, ...page };
  return movedRows({ rows, originals: known, ...edges }, sorting, now);
}

describe('rows that belong elsewhere', () => {
  it('are none while nothing has changed, whatever the values', () => {
    expect(moved([worth(1, '5.00'), worth(2, '1.00')], [])).toEqual([]);
  });

  it('stay where they are when their new value fits between the neighbours', () => {
    const rows = [worth(1, '1.00'), worth(2, '4.00'), worth(3, '5.00')];
    expect(moved(rows, [worth(2, '3.00')])).toEqual([]);
  });

  it('are told when it does not', () => {
    const rows = [worth(1, '1.00'), worth(2, '9.00'), worth(3, '5.00')];
    expect(moved(rows, [worth(2, '3.00')])).toEqual([2]);
  });

  it('are told by the id between equal values', () => {
    const rows = [worth(1, '1.00'), worth(9, '5.00'), worth(3, '5.00')];
    expect(moved(rows, [worth(9, '3.00')])).toEqual([9]);
  });

  it('are told in the other direction', () => {
    const rows = [worth(3, '5.00'), worth(2, '9.00'), worth(1, '1.00')];
    const down = { sort: 'balance', direction: 'desc' } as const;
    expect(moved(rows, [worth(2, '3.00')], {}, down)).toEqual([2]);
  });

  it('of two that changed places, at least one is told', () => {
    const rows = [worth(1, '1.00'), worth(2, '4.00'), worth(3, '3.00'), worth(4, '9.00')];
    expect(moved(rows, [worth(2, '2.00'), worth(3, '2.50')])).toEqual([3]);
  });

  it('go to another page beyond its edge, and nowhere beyond the end of the result', () => {
    const rows = [worth(1, '1.00'), worth(2, '9.00')];
    expect(moved(rows, [worth(2, '2.00')])).toEqual([]);
    expect(moved(rows, [worth(2, '2.00')], { hasNext: true })).toEqual([2]);
    const first = [worth(1, '0.50'), worth(2, '9.00')];
    expect(moved(first, [worth(1, '1.00')], { hasPrevious: true })).toEqual([1]);
  });

  it('are compared in Ukrainian order', () => {
    const named = (id: number, lastName: string) => listedRow(id, { lastName });
    const rows = [named(1, 'Гай'), named(2, 'Ґава'), named(3, 'Дуб')];
    const byName = { sort: 'name', direction: 'asc' } as const;
    expect(moved(rows, [named(2, 'Голуб')], {}, byName)).toEqual([]);
    const wrong = [named(1, 'Гай'), named(2, 'Ящук'), named(3, 'Дуб')];
    expect(moved(wrong, [named(2, 'Голуб')], {}, byName)).toEqual([2]);
  });

  it('a change of anything else moves nothing', () => {
    const rows = [worth(5, '1.00'), { ...worth(2, '0.10'), city: 'Київ' }];
    expect(moved(rows, [worth(2, '0.10')])).toEqual([]);
  });
});
