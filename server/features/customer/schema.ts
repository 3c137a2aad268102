import { z } from 'zod';
import { moneySchema } from '#server/shared/money.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const customerStatuses = [
  'locked',
  'lockedOut',
  'passwordReset',
  'notConfirmed',
  'enabled',
] as const;
/** The one derived label, the strictest fact first (product 2). */
export type CustomerStatus = (typeof customerStatuses)[number];

/** A customer's state as stored: independent facts, never one enum (product 3.1). */
export const customerLock = z.object({
  reason: z.string(),
  /** Shown to the customer at sign-in beside "Your account is locked". */
  message: z.string().nullable(),
  at: z.string(),
  by: z.object({ id: z.number().int(), name: z.string() }).nullable(),
});
export type CustomerLock = z.infer<typeof customerLock>;

export const customerRowDto = z.object({
  id: z.number().int(),
  /** Grows by one with every event on this customer. */
  version: z.number().int(),
  login: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  middleName: z.string().nullable(),
  email: z.string(),
  /** E.164 */
  phone: z.string().nullable(),
  locked: customerLock.nullable(),
  lockedOutUntil: z.string().nullable(),
  emailConfirmed: z.boolean(),
  passwordStatus: z.enum(['active', 'reset']),
  balance: moneySchema,
  /** "Member since", ISO 8601 UTC */
  registeredAt: z.string(),
});
export type CustomerRowDto = z.infer<typeof customerRowDto>;

/** The independent facts that a status is derived from (product 3.1). */
export type StatusFacts = Pick<
  CustomerRowDto,
  'locked' | 'lockedOutUntil' | 'emailConfirmed' | 'passwordStatus'
>;

/**
 * The one derived status, the strictest fact first. `now` decides whether a lockout still holds:
 * one that ends exactly now has ended.
 */
export function statusOf(facts: StatusFacts, now: Date): CustomerStatus {
  if (facts.locked !== null) return 'locked';
  if (isLockedOut(facts, now)) return 'lockedOut';
  if (facts.passwordStatus === 'reset') return 'passwordReset';
  if (!facts.emailConfirmed) return 'notConfirmed';
  return 'enabled';
}

export function isLockedOut(facts: Pick<StatusFacts, 'lockedOutUntil'>, now: Date): boolean {
  return facts.lockedOutUntil !== null && new Date(facts.lockedOutUntil) > now;
}

export const legalTypes = ['person', 'soleTrader', 'company'] as const;
export const genders = ['female', 'male'] as const;

export const customerDto = customerRowDto.extend({
  gender: z.enum(genders).nullable(),
  /** YYYY-MM-DD */
  birthday: z.string().nullable(),
  /** ISO 3166-1 alpha-2 */
  country: z.string().nullable(),
  region: z.string().nullable(),
  city: z.string().nullable(),
  addressLine1: z.string().nullable(),
  addressLine2: z.string().nullable(),
  postalCode: z.string().nullable(),
  language: z.string().nullable(),
  timeZone: z.string().nullable(),
  legalType: z.enum(legalTypes),
  legalName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  organization: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  website: z.string().nullable(),
  salesRepresentative: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  tags: z.array(z.object({ id: z.number().int(), caption: z.string(), color: z.string() })),
  comment: z.string().nullable(),
  lastSignInAt: z.string().nullable(),
  devicesCount: z.number().int(),
  /** Cabinet sessions that are open now. */
  openSessionsCount: z.number().int(),
});
export type CustomerDto = z.infer<typeof customerDto>;

export const pageSizes = [10, 20, 50, 100, 500] as const;
export const customerSortKeys = [
  'id',
  'login',
  'name',
  'email',
  'phone',
  'status',
  'balance',
  'registeredAt',
] as const;
export type CustomerSortKey = (typeof customerSortKeys)[number];

export const listCustomersInput = z.strictObject({
  /** Quick search over all text fields: any part, without regard to case. */
  search: typedText.max(200).default(''),
  sort: z.enum(customerSortKeys).default('id'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  pageSize: z.union(pageSizes.map((size) => z.literal(size))).default(10),
  /** Opaque place of a page, from `nextCursor` or `previousCursor`; absent = the first page. */
  cursor: z.string().max(1000).optional(),
});
/** As a caller writes it. */
export type ListCustomersInput = z.input<typeof listCustomersInput>;
/** As a use case gets it. */
export type ListCustomersQuery = z.output<typeof listCustomersInput>;

export const customerPageDto = z.object({
  rows: z.array(customerRowDto),
  /** Exact up to 10 000, else the cap (shown as "10,000+"). */
  total: z.number().int(),
  totalIsCapped: z.boolean(),
  /** 1-based place of the first row within the result; 0 when empty. */
  from: z.number().int(),
  to: z.number().int(),
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
});
export type CustomerPageDto = z.infer<typeof customerPageDto>;

export const customerId = rowNumber;
export const getCustomerInput = z.strictObject({ customerId });
export type GetCustomerInput = z.infer<typeof getCustomerInput>;

export const lockReasonLength = { min: 3, max: 500 } as const;
export const lockCustomerInput = z.strictObject({
  customerId,
  /** The version that the screen showed. */
  version: rowNumber,
  reason: typedText.min(lockReasonLength.min).max(lockReasonLength.max),
  message: typedText.max(500).optional(),
  mutationId: z.uuid().optional(),
});
export type LockCustomerInput = z.infer<typeof lockCustomerInput>;

export const unlockCustomerInput = z.strictObject({
  customerId,
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export type UnlockCustomerInput = z.infer<typeof unlockCustomerInput>;
