import { z } from 'zod';
import { moneySchema } from '#server/shared/money.ts';
import { orderStatuses } from './schema.ts';

/** How the order stands after it; nothing personal of the customer, so that it outlives them. */
const order = z.object({
  id: z.number().int(),
  number: z.string(),
  customerId: z.number().int(),
  status: z.enum(orderStatuses),
  paid: moneySchema,
});
const operation = z.object({ id: z.number().int(), number: z.number().int() });

/** Subject: the order. */
export const orderEvents = {
  'order.cancelled': z.object({
    order,
    reason: z.string(),
    /** What went back to the balance, if anything had been paid from there. */
    refund: operation.extend({ amount: moneySchema }).nullable(),
  }),
  /** By the reversal of a payment or of a refund; written by the ledger. */
  'order.paidChanged': z.object({ order, operation }),
} as const;
