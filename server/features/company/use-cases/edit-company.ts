/**
 * Saves changed settings of the company. All or nothing: a field that a colleague changed since the
 * version that was read is answered as a conflict, and then nothing is saved. Every page of the
 * company follows by the event. What was made under the old settings stays: passwords, links.
 */
import { AppError } from '#server/shared/errors.ts';
import { conflictsOf } from '#server/shared/merge-fields.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { changesOf, edited, faceOf, fieldsOf, toldChanges } from '../domain.ts';
import { can } from '../policy.ts';
import { holdCompany, saveSettings } from '../repository.ts';
import type { EditCompanyInput, EditCompanyOutcome } from '../schema.ts';

/** @throws FORBIDDEN, CURRENCY_FIXED, INVALID_INPUT, STALE_VERSION for a version that never was */
export async function editCompany(
  ctx: UseCaseContext,
  { version, mutationId, ...asked }: EditCompanyInput,
): Promise<EditCompanyOutcome> {
  const { companyId, userId } = ctx.actor;
  const subject = { companyId, type: 'company', id: companyId } as const;
  return inTransaction(ctx, async (tx) => {
    if (!can.configure(ctx.actor)) throw new AppError('FORBIDDEN');
    const againstOperations = asked.currency !== undefined;
    const held = await holdCompany(tx, { companyId, againstOperations });
    if (version > held.version) throw new AppError('STALE_VERSION');
    const changes = changesOf(held.settings, asked);
    const fields = fieldsOf(changes);
    const since = await eventsSince(tx, subject, { version, types: ['company.edited'] });
    const conflicts = conflictsOf(fields, since);
    if (fields.length === 0 || conflicts.length > 0) return { company: held, conflicts };
    const settings = edited(held, changes);
    const next = await saveSettings(tx, held, changes);
    await recordEvent(tx, {
      companyId,
      type: 'company.edited',
      subject,
      version: next,
      authorId: userId,
      mutationId,
      changes: toldChanges(held.settings, settings),
      data: { face: faceOf(settings) },
    });
    return { company: { ...held, version: next, settings }, conflicts };
  });
}
