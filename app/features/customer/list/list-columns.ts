import type { LayoutColumn, LayoutDto } from '#server/features/layout/schema.ts';
import { columnWidth } from '#server/features/layout/schema.ts';
import type { CustomerColumn } from '#server/shared/customer-filter.ts';
import { customerColumns } from '#server/shared/customer-filter.ts';

/** What the list shows until somebody chooses otherwise (S1-10 to S1-18, and tags). */
const shownAtFirst: readonly CustomerColumn[] = [
  'id',
  'login',
  'name',
  'email',
  'phone',
  'status',
  'balance',
  'registeredAt',
  'tags',
];

export const defaultColumns: readonly LayoutColumn[] = customerColumns.map((id) => ({
  id,
  isVisible: shownAtFirst.includes(id),
  width: null,
  isPinned: false,
}));

/** CSS pixels. Columns that grow share what the others leave, and never get less than this. */
const widths: Record<CustomerColumn, number> = {
  id: 48,
  login: 144,
  name: 132,
  lastName: 120,
  email: 140,
  phone: 140,
  status: 150,
  balance: 108,
  registeredAt: 104,
  city: 120,
  country: 120,
  organization: 160,
  tags: 88,
  emailConfirmed: 130,
  passwordStatus: 120,
  lastSignInAt: 110,
  devicesCount: 86,
};
const growing: readonly CustomerColumn[] = ['name', 'email', 'organization', 'tags'];

/** What stands in the margins of every row. */
export const marginWidths = { select: 40, presence: 28, actions: 44 } as const;
export type MarginColumn = keyof typeof marginWidths;

export interface ShownColumn {
  id: CustomerColumn;
  /** At least so wide. */
  width: number;
  /** Takes more when there is room. */
  grows: boolean;
  /** CSS pixels from the left where it stays while the others move; null = it moves too. */
  pinnedAt: number | null;
}

/** The columns on the screen from the left: pinned ones first, each group in the reader's order. */
export function shownColumns({ columns }: Pick<LayoutDto, 'columns'>): ShownColumn[] {
  const visible = (columns ?? defaultColumns).filter(({ isVisible }) => isVisible);
  const ordered = [
    ...visible.filter(({ isPinned }) => isPinned),
    ...visible.filter(({ isPinned }) => !isPinned),
  ];
  let left: number = marginWidths.select + marginWidths.presence;
  return ordered.map(({ id, width, isPinned }) => {
    const shown = {
      id,
      width: width ?? widths[id],
      grows: width === null && !isPinned && growing.includes(id),
      pinnedAt: isPinned ? left : null,
    };
    left += shown.width;
    return shown;
  });
}

/** The least room that all of them need side by side. */
export function leastWidth(columns: readonly ShownColumn[]): number {
  const margins = marginWidths.select + marginWidths.presence + marginWidths.actions;
  return columns.reduce((sum, { width }) => sum + width, margins);
}

export function withColumn(
  columns: LayoutDto['columns'],
  id: CustomerColumn,
  change: Partial<Omit<LayoutColumn, 'id'>>,
): LayoutColumn[] {
  return (columns ?? defaultColumns).map((column) =>
    column.id === id ? { ...column, ...change } : column,
  );
}

/** `id` takes the place of `over`; those between move up by one. */
export function withOrder(
  columns: LayoutDto['columns'],
  id: CustomerColumn,
  over: CustomerColumn,
): LayoutColumn[] {
  const next = [...(columns ?? defaultColumns)];
  const from = next.findIndex((column) => column.id === id);
  const to = next.findIndex((column) => column.id === over);
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

export function boundedWidth(px: number): number {
  return Math.round(Math.min(Math.max(px, columnWidth.min), columnWidth.max));
}
