import { describe, expect, it } from 'vitest';
import { customerColumns } from '#server/shared/customer-filter.ts';
import {
  boundedWidth,
  defaultColumns,
  leastWidth,
  marginWidths,
  shownColumns,
  withColumn,
  withOrder,
} from './list-columns.ts';

const ids = (columns: { id: string }[]) => columns.map(({ id }) => id);

describe('columns of the list', () => {
  it('knows every column, and shows the documented ones and tags at first', () => {
    expect(ids([...defaultColumns])).toEqual([...customerColumns]);
    expect(ids(shownColumns({ columns: null }))).toEqual(
      ['id', 'login', 'name', 'email', 'phone', 'status', 'balance', 'registeredAt'].concat('tags'),
    );
  });

  it('puts pinned columns first, each at its place from the left', () => {
    const columns = withColumn(withColumn(null, 'balance', { isPinned: true }), 'login', {
      isPinned: true,
      width: 200,
    });
    const shown = shownColumns({ columns });
    expect(ids(shown).slice(0, 3)).toEqual(['login', 'balance', 'id']);
    expect(shown.map(({ pinnedAt }) => pinnedAt).slice(0, 3)).toEqual([68, 268, null]);
  });

  it('a column with a width of its own does not grow', () => {
    const [email] = shownColumns({ columns: withColumn(null, 'email', { width: 300 }) }).filter(
      ({ id }) => id === 'email',
    );
    expect(email).toMatchObject({ width: 300, grows: false });
  });

  it('moves a column over another, in both directions', () => {
    expect(ids(withOrder(null, 'balance', 'login')).slice(0, 3)).toEqual([
      'id',
      'balance',
      'login',
    ]);
    expect(ids(withOrder(null, 'id', 'name')).slice(0, 3)).toEqual(['login', 'name', 'id']);
  });

  it('needs room for all columns and the margins', () => {
    const hidden = shownColumns({
      columns: defaultColumns.map((column) => ({ ...column, isVisible: column.id === 'id' })),
    });
    expect(leastWidth(hidden)).toBe(48 + 40 + 28 + marginWidths.actions);
  });

  it('keeps widths within what can be stored', () => {
    expect([boundedWidth(1), boundedWidth(99.6), boundedWidth(9999)]).toEqual([60, 100, 800]);
  });
});
