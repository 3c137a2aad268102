import { z } from 'zod';
import { customerId } from '#server/features/customer/schema.ts';
import { calendarDay } from '#server/shared/calendar-day.ts';
import { amountSchema, moneySchema } from '#server/shared/money.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const operationKinds = [
  'deposit',
  'withdrawal',
  'orderPayment',
  'refund',
  'reversal',
] as const;
export type OperationKind = (typeof operationKinds)[number];

export const operationDto = z.object({
  id: z.number().int(),
  customerId: z.number().int(),
  /** 1, 2, 3 … within the customer, without gaps. */
  number: z.number().int(),
  kind: z.enum(operationKinds),
  /** Signed: what it adds to the balance. */
  amount: moneySchema,
  balanceBefore: moneySchema,
  balanceAfter: moneySchema,
  note: z.string(),
  author: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  order: z.object({ id: z.number().int(), number: z.string() }).nullable(),
  /** The operation that this one reverses. */
  reverses: z.object({ id: z.number().int(), number: z.number().int() }).nullable(),
  /** The operation that reversed this one. */
  reversedBy: z.object({ id: z.number().int(), number: z.number().int() }).nullable(),
  createdAt: z.string(),
});
export type OperationDto = z.infer<typeof operationDto>;

export const noteLength = { min: 5, max: 500 } as const;
const note = typedText.min(noteLength.min).max(noteLength.max);
/** A repeated key returns the first result; the same key with another body is refused. */
const idempotencyKey = z.uuid();

export const depositInput = z.strictObject({
  customerId,
  amount: amountSchema,
  note,
  idempotencyKey,
  /** Set after the admin was told that a colleague did the same a moment ago. */
  confirmRepeated: z.boolean().default(false),
});
export type DepositInput = z.input<typeof depositInput>;
export type DepositCommand = z.output<typeof depositInput>;

export const withdrawInput = depositInput.extend({
  /** The balance that the admin saw; if it moved, the withdrawal is refused with the new one. */
  seenBalance: moneySchema,
});
export type WithdrawInput = z.input<typeof withdrawInput>;
export type WithdrawCommand = z.output<typeof withdrawInput>;

export const reverseOperationInput = z.strictObject({
  customerId,
  operationId: rowNumber,
  note,
  idempotencyKey,
  seenBalance: moneySchema,
});
export type ReverseOperationInput = z.input<typeof reverseOperationInput>;
export type ReverseOperationCommand = z.output<typeof reverseOperationInput>;

/** What a deposit, a withdrawal or a reversal answers. */
export const postedOperationDto = z.object({
  operation: operationDto,
  customerVersion: z.number().int(),
  /** True when the key had been used and this is the first result again. */
  replayed: z.boolean(),
});
export type PostedOperationDto = z.infer<typeof postedOperationDto>;

export const listOperationsInput = z.strictObject({
  customerId,
  from: calendarDay.optional(),
  to: calendarDay.optional(),
  pageSize: z.number().int().min(1).max(100).default(50),
  /** Number of the last operation already shown; older ones follow. */
  beforeNumber: rowNumber.optional(),
});
export type ListOperationsInput = z.input<typeof listOperationsInput>;
export type ListOperationsQuery = z.output<typeof listOperationsInput>;

export const operationPageDto = z.object({
  /** Newest first. */
  rows: z.array(operationDto),
  /** Over the whole period, not the page; `out` is positive. */
  totals: z.object({ in: moneySchema, out: moneySchema, count: z.number().int() }),
  hasMore: z.boolean(),
  /** The customer's version at the snapshot: events up to it are already counted in. */
  customerVersion: z.number().int(),
});
export type OperationPageDto = z.infer<typeof operationPageDto>;

export const balanceSeriesInput = z.strictObject({
  customerId,
  from: calendarDay.optional(),
  to: calendarDay.optional(),
});
export type BalanceSeriesInput = z.infer<typeof balanceSeriesInput>;

/** End-of-day balances over the period, oldest first, at most 400 points. */
export const balanceSeriesDto = z.object({
  points: z.array(z.object({ day: z.string(), balance: moneySchema })).max(400),
  customerVersion: z.number().int(),
});
export type BalanceSeriesDto = z.infer<typeof balanceSeriesDto>;
