/**
 * Ends an order and returns what was paid for it from the balance (S4-8): the refund, the order and
 * its event in one transaction, judged behind the customer's lock, so that neither a withdrawal nor a
 * removal nor a second cancelling comes in between. Money paid in other ways is not returned here.
 */
import { can as canOperation } from '#server/features/operation/policy.ts';
import { operationDto } from '#server/features/operation/schema.ts';
import type { OperationDto } from '#server/features/operation/schema.ts';
import { scopeFor } from '#server/shared/actor.ts';
import type { Actor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { ledgerResult } from '#server/shared/ledger.ts';
import type { Money } from '#server/shared/money.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { assertCancellable, refundNote, settle } from '../domain.ts';
import { orderEvents } from '../events.ts';
import { can } from '../policy.ts';
import type { HeldOrder } from '../repository/cancel.ts';
import { holdOrder, postRefund, saveCancellation } from '../repository/cancel.ts';
import { getOrderRow } from '../repository/read.ts';
import type { CancelledOrderDto, CancelOrderInput } from '../schema.ts';

/** @throws FORBIDDEN, ORDER_NOT_FOUND, ORDER_FINAL, STALE_VERSION, IDEMPOTENCY_CONFLICT, BALANCE_TOO_HIGH */
export async function cancelOrder(
  ctx: UseCaseContext,
  input: CancelOrderInput,
): Promise<CancelledOrderDto> {
  const { actor } = ctx;
  const { orderId, version, reason, idempotencyKey } = input;
  if (!can.cancel(actor)) throw new AppError('FORBIDDEN');
  const scope = scopeFor(actor);
  return inTransaction(ctx, async (tx) => {
    const held = await holdOrder(tx, scope, orderId);
    const answer = async (refund: CancelledOrderDto['refund'], replayed: boolean) => {
      const asked = { orderId, withOperations: canOperation.view(actor) };
      return { order: await getOrderRow(tx, scope, asked), refund, replayed };
    };
    const earlier = await findEarlier(tx, { actor, input });
    if (earlier) return answer(earlier.refund, true);
    assertCancellable(held, version);
    const { refund: amount, paid } = settle(held.paid, held.fromBalance);
    const made = amount && (await refund(tx, held, { actor, input, amount }));
    const refunded = made && { id: made.id, number: made.number, amount: made.amount };
    const end = { at: ctx.clock.now(), byId: actor.userId, reason, paid };
    const next = await saveCancellation(tx, held, end);
    const { customerId, number } = held;
    await recordEvent(tx, {
      ...{ companyId: actor.companyId, type: 'order.cancelled', version: next },
      subject: { type: 'order', id: orderId },
      ...{ authorId: actor.userId, mutationId: idempotencyKey },
      changes: [
        { field: 'status', old: held.status, new: 'cancelled' },
        ...(paid === held.paid ? [] : [{ field: 'paid', old: held.paid, new: paid }]),
      ],
      data: {
        order: { id: orderId, number, customerId, status: 'cancelled', paid },
        ...{ reason, refund: refunded },
      },
    });
    return answer(refunded, false);
  });
}

/** The same command, whose answer was lost on the way. @throws IDEMPOTENCY_CONFLICT */
async function findEarlier(tx: Tx, { actor, input }: { actor: Actor; input: CancelOrderInput }) {
  const subject = { companyId: actor.companyId, type: 'order', id: input.orderId } as const;
  const asked = { version: 0, types: ['order.cancelled'] };
  const events = await eventsSince(tx, subject, asked);
  const own = events.find(({ mutationId }) => mutationId === input.idempotencyKey);
  if (!own) return null;
  const data = orderEvents['order.cancelled'].parse(own.data);
  if (own.by?.id !== actor.userId || data.reason !== input.reason) {
    throw new AppError('IDEMPOTENCY_CONFLICT');
  }
  return data;
}

function refund(
  tx: Tx,
  { id, customerId, number }: HeldOrder,
  { actor, input, amount }: { actor: Actor; input: CancelOrderInput; amount: Money },
): Promise<OperationDto> {
  return postRefund(tx, {
    ...{ companyId: actor.companyId, customerId, kind: 'refund', amount, orderId: id },
    note: refundNote(number, input.reason),
    authorId: actor.userId,
    idempotencyKey: input.idempotencyKey,
    ...{ seenBalance: null, confirmRepeated: true, reversesId: null },
  }).then((raw) => ledgerResult(raw, operationDto).operation);
}
