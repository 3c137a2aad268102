/**
 * A stored layout as this version understands it. Invariant: each known column stands in it once,
 * whatever version stored it. What the default looks like is the screen's matter.
 */
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { customerColumns, pageSize } from '#server/shared/customer-filter.ts';
import type { LayoutColumn, LayoutDto } from './schema.ts';
import { densities, layoutColumn } from './schema.ts';

/** As the row has it: columns of another version, or of a caller who named only some. */
export interface StoredLayout {
  columns: unknown;
  density: string;
  pageSize: number;
  defaultViewId: number | null;
}

export const defaultLayout: LayoutDto = {
  columns: null,
  density: 'regular',
  pageSize: 10,
  defaultViewId: null,
};

export function toLayout(stored: StoredLayout): LayoutDto {
  const { columns, defaultViewId } = stored;
  const size = pageSize.safeParse(stored.pageSize);
  return {
    columns: Array.isArray(columns) ? complete(columns) : null,
    density: densities.find((density) => density === stored.density) ?? defaultLayout.density,
    pageSize: size.success ? size.data : defaultLayout.pageSize,
    defaultViewId,
  };
}

/** A column that is gone is left out; one that came later is hidden, where it is documented. */
function complete(stored: unknown[]): LayoutColumn[] {
  const columns: LayoutColumn[] = [];
  for (const item of stored) {
    const { data: column } = layoutColumn.safeParse(item);
    if (column && !columns.some(({ id }) => id === column.id)) columns.push(column);
  }
  let previous: CustomerColumn | null = null;
  for (const id of customerColumns) {
    if (!columns.some((column) => column.id === id)) {
      const place = columns.findIndex((column) => column.id === previous) + 1;
      columns.splice(place, 0, { id, isVisible: false, width: null, isPinned: false });
    }
    previous = id;
  }
  return columns;
}
