/**
 * An order's life and the rules of cancelling: values in, values out. Invariants: nothing leads out of
 * a final status; what was paid from the balance goes back there and nothing else does. The operation
 * itself is the ledger's; money that came by other ways is not returned here.
 */
import { z } from 'zod';
import { AppError } from '#server/shared/errors.ts';
import type { Money } from '#server/shared/money.ts';
import {
  fromMinor,
  isLess,
  money,
  moneySchema,
  subtractMoney,
  toMinor,
} from '#server/shared/money.ts';
import { moment, text } from '#server/shared/place-values.ts';
import type { OrderRowDto, OrderSortKey, OrderStatus } from './schema.ts';
import { orderStatuses } from './schema.ts';

/** What may follow on what, whoever changes it: a person, the shop, the API. */
const nextStatuses: Record<OrderStatus, readonly OrderStatus[]> = {
  new: ['confirmed', 'processing', 'shipped', 'completed', 'cancelled'],
  confirmed: ['processing', 'shipped', 'completed', 'cancelled'],
  processing: ['shipped', 'completed', 'cancelled'],
  shipped: ['completed', 'returned', 'cancelled'],
  completed: [],
  cancelled: [],
  returned: [],
};

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return nextStatuses[from].includes(to);
}

type Seen = Pick<OrderRowDto, 'status' | 'version'>;

/** @throws ORDER_FINAL, STALE_VERSION: it is not the order that the screen showed */
export function assertCancellable({ status, version }: Seen, seenVersion: number): void {
  if (!canBecome(status, 'cancelled')) throw new AppError('ORDER_FINAL', { status });
  if (version !== seenVersion) throw new AppError('STALE_VERSION');
}

const none = money('0.00');

/** What a cancelled order gives back, and what then remains paid: by other ways than the balance. */
export function settle(paid: Money, fromBalance: Money): { refund: Money | null; paid: Money } {
  if (!isLess(none, fromBalance)) return { refund: null, paid };
  const rest = subtractMoney(paid, fromBalance);
  return { refund: fromBalance, paid: isLess(rest, none) ? none : rest };
}

const noteMax = 500;

/** The refund's note: the number and the reason, which no language needs to put into words. */
export function refundNote(number: string, reason: string): string {
  const note = [...`${number}: ${reason}`];
  return note.length <= noteMax ? note.join('') : `${note.slice(0, noteMax - 1).join('')}…`;
}

export function lineTotal(price: Money, quantity: number): Money {
  return fromMinor(toMinor(price) * BigInt(quantity));
}

/** What a place in a list may hold, by what the list is sorted by. */
export const placeValues: Record<OrderSortKey, z.ZodType<string>> = {
  number: text,
  createdAt: moment,
  sum: moneySchema,
  paid: moneySchema,
  operator: text,
  status: z.enum(orderStatuses),
  customer: text,
};
