import { fromMinor, money, toMinor } from '#server/shared/money.ts';
import type { Account, Author, OperationStep } from './account.ts';
import type { Row } from './insert.ts';
import {
  cancelReasons,
  depositNotes,
  lockMessages,
  lockReasons,
  reversalNotes,
  withdrawalNotes,
} from './notes.ts';
import { goods } from './places.ts';
import type { Random } from './random.ts';

/** A credible year of one customer: orders, payments, withdrawals, slips put right, locks. */
export interface Year {
  random: Random;
  from: Date;
  to: Date;
  authors: readonly Author[];
  /** How many things happen, about. */
  busyness: number;
}

export interface OrderRows {
  orders: Row[];
  lines: Row[];
}

const dayMs = 86_400_000;

/** Moments in order, at least a minute apart, so that the order of a customer's steps is plain. */
function momentsOf({ random, from, to, busyness }: Year): Date[] {
  const moments = Array.from({ length: busyness }, () => random.moment(from, to).getTime()).sort(
    (a, b) => a - b,
  );
  let earliest = 0;
  return moments.map((moment) => {
    earliest = Math.max(moment, earliest + 60_000);
    return new Date(Math.min(earliest, to.getTime()));
  });
}

export function livePast(account: Account, year: Year, made: OrderRows): void {
  const { random } = year;
  const reversed = new Set<OperationStep>();
  for (const at of momentsOf(year)) {
    const author = random.pick(year.authors);
    const step = { at, author, mutationId: random.uuid() };
    const dice = random.next();
    if (dice < 0.45 || account.balance === 0n) {
      const amount = BigInt(random.whole(1, 60)) * (random.chance(0.7) ? 10_000n : 5_050n);
      account.post({ ...step, kind: 'deposit', amount, note: random.pick(depositNotes) });
    } else if (dice < 0.75) {
      placeOrder(account, { random, now: year.to, ...step }, made);
    } else if (dice < 0.92) {
      const share = BigInt(random.whole(5, 80));
      const amount = (account.balance * share) / 100n;
      const note = random.pick(withdrawalNotes);
      if (amount > 0n) account.post({ ...step, kind: 'withdrawal', amount: -amount, note });
    } else {
      const original = account.steps
        .filter((past): past is OperationStep => past.type === 'operation')
        .findLast((past) => past.kind !== 'reversal' && !reversed.has(past));
      if (!original) continue;
      const note = random.pick(reversalNotes);
      const amount = -original.amount;
      const undone = account.post({
        ...{ ...step, kind: 'reversal', amount, note, reverses: original },
        ...(original.order ? { order: original.order } : {}),
      });
      if (undone) reversed.add(original);
      if (undone && original.order) movePaid(made.orders, original.order.id, -amount);
    }
  }
}

type OrderMoment = { random: Random; now: Date; at: Date; author: Author; mutationId: string };

const settledStatuses = ['completed', 'completed', 'completed', 'returned', 'cancelled'] as const;
const openStatuses = ['new', 'confirmed', 'processing', 'shipped'] as const;

function placeOrder(account: Account, moment: OrderMoment, made: OrderRows): void {
  const { random, now, at, author, mutationId } = moment;
  const id = made.orders.length + 1;
  const number = `${at.getUTCFullYear()}-${String(id).padStart(6, '0')}`;
  let sum = 0n;
  for (let position = 1; position <= random.whole(1, 4); position += 1) {
    const [title, price] = random.pick(goods);
    const quantity = random.whole(1, 3);
    sum += BigInt(price) * BigInt(quantity);
    made.lines.push({ order_id: id, position, title, quantity, price: fromMinor(BigInt(price)) });
  }
  const isOld = now.getTime() - at.getTime() > 30 * dayMs;
  const status = random.pick(isOld ? settledStatuses : openStatuses);
  const order = { id, number };
  const note = `Оплата замовлення ${number}`;
  const paid =
    status !== 'new' &&
    account.post({ kind: 'orderPayment', amount: -sum, at, note, author, mutationId, order });
  const isReturned = paid && (status === 'returned' || status === 'cancelled');
  const refund =
    isReturned &&
    account.post({
      kind: 'refund',
      amount: sum,
      at: new Date(at.getTime() + 30_000),
      note: `Повернення за замовлення ${number}`,
      author,
      mutationId: random.uuid(),
      order,
    });
  const paidByCard = !paid && (status === 'completed' || status === 'shipped');
  made.orders.push({
    id,
    company_id: account.companyId,
    customer_id: account.id,
    number,
    status,
    sum: fromMinor(sum),
    paid: fromMinor((paid && !refund) || paidByCard ? sum : 0n),
    operator_id: status === 'new' ? null : author.id,
    created_at: at.toISOString(),
    ...(status === 'cancelled'
      ? endOf(account, { ...moment, order, refund: refund || null })
      : open),
  });
}

const open = { version: 1, cancelled_at: null, cancelled_by_id: null, cancel_reason: null };

interface OrderEnd extends OrderMoment {
  order: { id: number; number: string };
  refund: OperationStep | null;
}

/** Cancelled by the author, with its event. */
function endOf(account: Account, { at, author, order, refund, mutationId }: OrderEnd): Row {
  const endedAt = new Date(at.getTime() + 31_000);
  const reason = cancelReasons[order.id % cancelReasons.length] ?? '';
  const paid = money('0.00');
  const amount = refund && fromMinor(refund.amount);
  account.steps.push({
    ...{ type: 'order.cancelled', at: endedAt, account, version: 2, author },
    mutationId: refund?.mutationId ?? mutationId,
    changes: [
      { field: 'status', old: 'confirmed', new: 'cancelled' },
      ...(amount ? [{ field: 'paid', old: amount, new: paid }] : []),
    ],
    data: {
      order: { ...order, customerId: account.id, status: 'cancelled', paid },
      reason,
      refund: refund && amount ? { id: 0, number: refund.number, amount } : null,
    },
  });
  const end = { cancelled_at: endedAt.toISOString(), cancelled_by_id: author.id };
  return { version: 2, ...end, cancel_reason: reason };
}

/** What is paid follows the account, as the ledger does it. */
function movePaid(orders: readonly Row[], orderId: number, amount: bigint): void {
  const row = orders.find(({ id }) => id === orderId);
  if (!row) return;
  const paid = toMinor(money(String(row['paid']))) + amount;
  row['paid'] = fromMinor(paid > 0n ? paid : 0n);
}

/** One in sixteen is locked now; one in thirty was locked and is so no longer. */
export function maybeLock(account: Account, year: Year): void {
  const { random, to } = year;
  const dice = random.next();
  if (dice > 0.095) return;
  const last = account.steps.at(-1)?.at ?? year.from;
  const at = new Date(Math.min(last.getTime() + random.whole(1, 72) * 3_600_000, to.getTime()));
  const by = random.pick(year.authors);
  const message = random.pick(lockMessages);
  const lock = { reason: random.pick(lockReasons), message, at: at.toISOString(), by };
  const step = { author: by, mutationId: random.uuid(), endedSessionsCount: random.whole(0, 2) };
  account.setLock({ ...step, at, lock });
  if (dice < 0.0625) return;
  const later = new Date(at.getTime() + random.whole(10, 400) * 60_000);
  if (later > to) return;
  account.setLock({ ...step, mutationId: random.uuid(), at: later, lock: null });
}
