/**
 * What a list of customers can be asked: one question for the list, its total, views, acting on many
 * and taking out, so that all five mean the same customers. Pure and browser-safe.
 */
import { z } from 'zod';
import { calendarDay } from './calendar-day.ts';
import { moneySchema } from './money.ts';
import { rowNumber } from './row-number.ts';
import { typedText } from './typed-text.ts';

export const customerStatuses = [
  'locked',
  'lockedOut',
  'passwordReset',
  'notConfirmed',
  'enabled',
] as const;
/** The one derived label, the strictest fact first (product 2). */
export type CustomerStatus = (typeof customerStatuses)[number];

/** Periods that move with the day, in the company's zone; today included. */
export const registeredPresets = [
  'today',
  'yesterday',
  'last7Days',
  'last30Days',
  'thisMonth',
  'lastMonth',
  'thisYear',
] as const;
export type RegisteredPreset = (typeof registeredPresets)[number];

/** The longest text that is searched for. */
export const searchMax = 200;
export const tagFilterMax = 50;

/** Any part of the field, without regard to case and accents. */
const part = typedText.min(1).max(searchMax).optional();

/** All that is given must hold. */
export const customerFilter = z.strictObject({
  id: rowNumber.optional(),
  login: part,
  lastName: part,
  email: part,
  /** In any notation: its digits count. */
  phone: part,
  city: part,
  /** Calendar days in the company's zone, both included; a preset goes before them. */
  registeredPreset: z.enum(registeredPresets).optional(),
  registeredFrom: calendarDay.optional(),
  registeredTo: calendarDay.optional(),
  /** Any of them. */
  statuses: z.array(z.enum(customerStatuses)).min(1).max(customerStatuses.length).optional(),
  /** Any of them. */
  tagIds: z.array(rowNumber).min(1).max(tagFilterMax).optional(),
  organizationId: rowNumber.optional(),
  /** ISO 3166-1 alpha-2 */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Both included. */
  balanceFrom: moneySchema.optional(),
  balanceTo: moneySchema.optional(),
  /** Status "enabled". */
  onlyActive: z.literal(true).optional(),
});
export type CustomerFilter = z.infer<typeof customerFilter>;

/** Every filter once, in the order in which an address names them. */
export const filterNames = [
  'id',
  'login',
  'lastName',
  'email',
  'phone',
  'city',
  'registeredPreset',
  'registeredFrom',
  'registeredTo',
  'statuses',
  'tagIds',
  'organizationId',
  'country',
  'balanceFrom',
  'balanceTo',
  'onlyActive',
] as const satisfies readonly (keyof CustomerFilter)[];

/**
 * Columns that the list can show, in the documented order (S1-10 to S1-18, S2-12, product 4.1). The last
 * name stands behind the documented ones: the full name begins with it.
 */
export const customerColumns = [
  'id',
  'login',
  'name',
  'email',
  'phone',
  'status',
  'balance',
  'registeredAt',
  'lastName',
  'city',
  'country',
  'organization',
  'tags',
  'emailConfirmed',
  'passwordStatus',
  'lastSignInAt',
  'devicesCount',
] as const;
export type CustomerColumn = (typeof customerColumns)[number];

/** The list is sorted by any of its columns. */
export const customerSortKeys = customerColumns;
export type CustomerSortKey = CustomerColumn;

/** Which customers, in which order: what the address bar, a view, a batch and an export share. */
export const customerQuestion = z.strictObject({
  /** Quick search over all text fields: any part, without regard to case and accents. */
  search: typedText.max(searchMax).default(''),
  filter: customerFilter.default({}),
  sort: z.enum(customerSortKeys).default('id'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});
export type CustomerQuestion = z.output<typeof customerQuestion>;
export type CustomerQuestionInput = z.input<typeof customerQuestion>;

export const pageSizes = [10, 20, 50, 100, 500] as const;
export const pageSize = z.union(pageSizes.map((size) => z.literal(size)));
export type PageSize = (typeof pageSizes)[number];
