/**
 * Saves changed settings of the company's cash register (S4-9). All or nothing: a field that a
 * colleague changed since the version that was read is answered as a conflict, and then nothing is
 * saved. The licence key goes in sealed and comes out to nobody.
 */
import { AppError } from '#server/shared/errors.ts';
import { conflictsOf } from '#server/shared/merge-fields.ts';
import { inTransaction } from '#server/infra/db/transaction.ts';
import { eventsSince } from '#server/infra/events/history.ts';
import { recordEvent } from '#server/infra/events/record.ts';
import type { UseCaseContext } from '#server/trpc/context.ts';
import { changesOf, configured, fieldsOf, toldChanges } from '../domain.ts';
import { can } from '../policy.ts';
import { holdPrro, savePrroRow } from '../repository.ts';
import type { SavePrroInput, SavePrroOutcome } from '../schema.ts';

/** @throws FORBIDDEN, INVALID_INPUT, STALE_VERSION for a version that never was */
export async function savePrro(
  ctx: UseCaseContext,
  { version, mutationId, ...asked }: SavePrroInput,
): Promise<SavePrroOutcome> {
  const { companyId, userId } = ctx.actor;
  const subject = { companyId, type: 'prro', id: companyId } as const;
  const place = { companyId, secrets: ctx.secrets };
  return inTransaction(ctx, async (tx) => {
    if (!can.configure(ctx.actor)) throw new AppError('FORBIDDEN');
    const before = await holdPrro(tx, place);
    if (version > before.version) throw new AppError('STALE_VERSION');
    const changes = changesOf(before, asked);
    const fields = fieldsOf(changes);
    const since = await eventsSince(tx, subject, { version, types: ['prro.configured'] });
    const conflicts = conflictsOf(fields, since);
    if (fields.length === 0 || conflicts.length > 0) return { prro: before, conflicts };
    const after = configured(before, changes);
    await savePrroRow(tx, place, { before, changes, after, now: ctx.clock.now() });
    await recordEvent(tx, {
      companyId,
      type: 'prro.configured',
      subject,
      version: after.version,
      authorId: userId,
      mutationId,
      changes: toldChanges(before, changes),
      data: {},
    });
    return { prro: after, conflicts };
  });
}
