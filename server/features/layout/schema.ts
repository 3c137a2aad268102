import { z } from 'zod';
import { customerColumns, pageSize } from '#server/shared/customer-filter.ts';
import { rowNumber } from '#server/shared/row-number.ts';

export const densities = ['regular', 'compact'] as const;
export type Density = (typeof densities)[number];

export const columnWidth = { min: 60, max: 800 } as const;

export const layoutColumn = z.strictObject({
  id: z.enum(customerColumns),
  isVisible: z.boolean(),
  /** CSS pixels; null = as the column likes. */
  width: z.number().int().min(columnWidth.min).max(columnWidth.max).nullable(),
  isPinned: z.boolean(),
});
export type LayoutColumn = z.infer<typeof layoutColumn>;

/** How one user likes the customers list. */
export const layoutDto = z.object({
  /** In order, each known column once; null = the documented default. */
  columns: z.array(layoutColumn).nullable(),
  density: z.enum(densities),
  pageSize,
  /** The view that the list opens with. */
  defaultViewId: rowNumber.nullable(),
});
export type LayoutDto = z.infer<typeof layoutDto>;

/** Only what is given changes. */
export const saveLayoutInput = z.strictObject({
  columns: z
    .array(layoutColumn)
    .max(customerColumns.length)
    .refine((columns) => new Set(columns.map(({ id }) => id)).size === columns.length)
    .nullable()
    .optional(),
  density: z.enum(densities).optional(),
  pageSize: pageSize.optional(),
  defaultViewId: rowNumber.nullable().optional(),
});
export type SaveLayoutInput = z.infer<typeof saveLayoutInput>;
