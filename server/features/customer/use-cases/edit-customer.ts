/**
 * Saves changed fields and merges them with what colleagues saved (product 5.3), all in one
 * transaction on the row as it stands there. Invariant: a field that another changed since it was
 * read is never saved over; it is answered with base, theirs and mine. An edit that is sent again saves
 * nothing a second time. A field that is wrong keeps only itself out. Locks, passwords and money are not changed here.
 */
import { scopeFor } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { findOwnEvents } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import type { AskedEdit } from '../domain.ts';
import { checkValues, hasChanges, hasTags, leftOf, planEdit, toldEdit } from '../domain.ts';
import { can } from '../policy.ts';
import { readEditFacts } from '../repository/facts.ts';
import { getCustomerRow, subjectOf } from '../repository/read.ts';
import { holdCustomer, saveEdit } from '../repository/write.ts';
import type { EditCustomerCommand, EditOutcome } from '../schema.ts';

/** @throws FORBIDDEN, CUSTOMER_NOT_FOUND, STALE_VERSION for a version that never was */
export async function editCustomer(
  ctx: UseCaseContext,
  { customerId, version, mutationId, changes, basedOn, tags }: EditCustomerCommand,
): Promise<EditOutcome> {
  const { actor } = ctx;
  if (!can.edit(actor)) throw new AppError('FORBIDDEN');
  const profile = ctx.session.company.validationProfile;
  const sent: AskedEdit = {
    ...checkValues(changes, profile),
    basedOn: (field) => basedOn[field] ?? version,
    tags,
  };
  const newest = Math.max(version, ...Object.values(basedOn));
  return inTransaction(ctx, async (tx) => {
    const scope = scopeFor(actor);
    const now = ctx.clock.now();
    const subject = subjectOf(scope, customerId);
    const held = await holdCustomer(tx, scope, { customerId, version: newest, now });
    const own = { version, types: ['customer.edited'], authorId: actor.userId, mutationId };
    const done = held.customer.version > version ? await findOwnEvents(tx, subject, own) : [];
    const asked = done.reduce(leftOf, sent);
    const facts = { ...(await readEditFacts(tx, scope, { held, asked })), profile };
    const plan = planEdit(asked, facts);
    const { conflicts, issues } = plan;
    const isTagsDone = hasTags(sent) && !hasTags(asked);
    const saved = [...plan.saved, ...(isTagsDone ? (['tags'] as const) : [])];
    if (!hasChanges(plan)) {
      return {
        customer: held.customer,
        saved,
        conflicts,
        issues,
        eventId: done.at(-1)?.id ?? null,
      };
    }
    const eventId = await recordEvent(tx, {
      companyId: actor.companyId,
      type: 'customer.edited',
      subject,
      version: await saveEdit(tx, held, { ...plan, now }),
      authorId: actor.userId,
      mutationId,
      ...toldEdit(plan, facts),
    });
    const customer = await getCustomerRow(tx, scope, { customerId, now });
    return { customer, saved, conflicts, issues, eventId };
  });
}
