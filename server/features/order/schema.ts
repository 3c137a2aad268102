import { z } from 'zod';
import { operationDto } from '#server/features/operation/schema.ts';
import { calendarDay } from '#server/shared/calendar-day.ts';
import { pageSize } from '#server/shared/customer-filter.ts';
import { moneySchema } from '#server/shared/money.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';

/** In the order of an order's life. */
export const orderStatuses = [
  'new',
  'confirmed',
  'processing',
  'shipped',
  'completed',
  'cancelled',
  'returned',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** Nothing follows on these (product 2); the rest are open. */
export const finalStatuses = ['completed', 'cancelled', 'returned'] as const;
export type FinalStatus = (typeof finalStatuses)[number];

export function isFinal(status: OrderStatus): status is FinalStatus {
  return finalStatuses.some((final) => final === status);
}

const person = z.object({ id: z.number().int(), name: z.string() });

export const orderRowDto = z.object({
  id: z.number().int(),
  version: z.number().int(),
  number: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  sum: moneySchema,
  /** By any means: from the balance and otherwise. */
  paid: moneySchema,
  operator: person.nullable(),
  status: z.enum(orderStatuses),
  /** Of one who was removed the id and the login are left. */
  customer: z.object({
    id: z.number().int(),
    login: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    isRemoved: z.boolean(),
  }),
});
export type OrderRowDto = z.infer<typeof orderRowDto>;

export const orderLineDto = z.object({
  position: z.number().int(),
  title: z.string(),
  quantity: z.number().int(),
  price: moneySchema,
  total: moneySchema,
});
export type OrderLineDto = z.infer<typeof orderLineDto>;

/** An operation of the customer's account that belongs to the order. */
export const orderOperationDto = operationDto.pick({
  id: true,
  number: true,
  kind: true,
  amount: true,
  note: true,
  author: true,
  reverses: true,
  reversedBy: true,
  createdAt: true,
});
export type OrderOperationDto = z.infer<typeof orderOperationDto>;

/** So many operations of one order are told, the newest. */
export const orderOperationsMax = 100;

export const orderDto = orderRowDto.extend({
  lines: z.array(orderLineDto),
  linesTotal: moneySchema,
  /** Null also for an order that the shop itself cancelled. */
  cancelled: z.object({ at: z.string(), by: person.nullable(), reason: z.string() }).nullable(),
  /** What cancelling would return to the balance: paid from there and not returned yet. */
  refundable: moneySchema,
  /** Newest first. */
  operations: z.array(orderOperationDto).max(orderOperationsMax),
});
export type OrderDto = z.infer<typeof orderDto>;

export const orderSortKeys = [
  'number',
  'createdAt',
  'sum',
  'paid',
  'operator',
  'status',
  'customer',
] as const;
export type OrderSortKey = (typeof orderSortKeys)[number];

/** Which orders, in which order: what the address bar says. */
export const orderQuestion = z.strictObject({
  /** Any part of the number, or anything that finds the customer. */
  search: typedText.max(200).default(''),
  statuses: z.array(z.enum(orderStatuses)).min(1).max(orderStatuses.length).optional(),
  operatorId: rowNumber.optional(),
  /** Days of the company's zone, both included. */
  createdFrom: calendarDay.optional(),
  createdTo: calendarDay.optional(),
  sort: z.enum(orderSortKeys).default('createdAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
});
export type OrderQuestion = z.output<typeof orderQuestion>;
export type OrderQuestionInput = z.input<typeof orderQuestion>;

export const listOrdersInput = orderQuestion.extend({
  /** The orders of one customer; absent = of all. */
  customerId: rowNumber.optional(),
  pageSize: pageSize.default(20),
  /** Opaque place of a page, from `nextCursor` or `previousCursor`; absent = the first page. */
  cursor: z.string().max(1000).optional(),
});
export type ListOrdersInput = z.input<typeof listOrdersInput>;
export type ListOrdersQuery = z.output<typeof listOrdersInput>;

export const orderPageDto = z.object({
  rows: z.array(orderRowDto),
  /** Exact up to a cap, else the cap. */
  total: z.number().int(),
  totalIsCapped: z.boolean(),
  /** 1-based place of the first row within the result; 0 when empty. */
  from: z.number().int(),
  to: z.number().int(),
  nextCursor: z.string().nullable(),
  previousCursor: z.string().nullable(),
});
export type OrderPageDto = z.infer<typeof orderPageDto>;

export const getOrderInput = z.strictObject({ orderId: rowNumber });
export type GetOrderInput = z.infer<typeof getOrderInput>;

export const cancelReasonLength = { min: 3, max: 500 } as const;
export const cancelOrderInput = z.strictObject({
  orderId: rowNumber,
  /** The one that the screen showed, and with it what would be refunded. */
  version: rowNumber,
  reason: typedText.min(cancelReasonLength.min).max(cancelReasonLength.max),
  /** A repeated key returns the first result; the same key with another body is refused. */
  idempotencyKey: z.uuid(),
});
export type CancelOrderInput = z.infer<typeof cancelOrderInput>;

export const cancelledOrderDto = z.object({
  order: orderDto,
  /** Null when nothing had been paid from the balance. */
  refund: z.object({ number: z.number().int(), amount: moneySchema }).nullable(),
  /** True when the key had been used and the order was cancelled by it before. */
  replayed: z.boolean(),
});
export type CancelledOrderDto = z.infer<typeof cancelledOrderDto>;
