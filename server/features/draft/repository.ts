import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { StoredFields } from './domain.ts';
import { subjectOf, toFields } from './domain.ts';
import { draftAgeMaxDays, draftCharactersMax, draftsMax } from './schema.ts';
import type { DraftDto, DraftRowDto } from './schema.ts';

/** Whose draft about whom; of one's own alone, whatever the scope shows. */
export interface DraftKey {
  userId: number;
  customerId: number | null;
}

/** @throws CUSTOMER_NOT_FOUND, also for one that the scope hides */
async function expectVisible(db: Db, scope: Scope, customerId: number | null): Promise<void> {
  if (customerId === null) return;
  const count = await db.customer.count({ where: { id: customerId, companyId: scope.companyId } });
  if (count === 0) throw new AppError('CUSTOMER_NOT_FOUND');
}

/** @throws CUSTOMER_NOT_FOUND */
export async function findDraft(
  db: Db,
  scope: Scope,
  { userId, customerId }: DraftKey,
): Promise<DraftDto | null> {
  await expectVisible(db, scope, customerId);
  const row = await db.draft.findUnique({
    where: { userId_subject: { userId, subject: subjectOf(customerId) } },
  });
  if (!row) return null;
  // Only what `toStored` made is ever written there.
  const fields = toFields(row.fields as unknown as StoredFields);
  if (fields.length === 0) return null;
  return { customerId, fields, updatedAt: row.updatedAt.toISOString() };
}

export interface DraftPatch extends DraftKey {
  set: StoredFields;
  clear: readonly EditableField[];
  now: Date;
}

interface PatchOutcome {
  visible: boolean;
  /** Null when nothing was kept: the customer is hidden, or the draft would be too long. */
  isNew: boolean | null;
}

/**
 * Sets fields of a draft and clears others, whatever its other fields are: one statement that waits
 * for nobody but the same user's other tab. A draft that would be too long stays as it is.
 * @throws CUSTOMER_NOT_FOUND, INVALID_INPUT
 */
export async function patchDraft(
  db: Db,
  scope: Scope,
  { userId, customerId, set, clear, now }: DraftPatch,
): Promise<{ isNew: boolean }> {
  const [outcome] = await db.$queryRaw<PatchOutcome[]>`
    WITH visible AS (
      SELECT WHERE ${customerId}::int IS NULL OR EXISTS (
        SELECT FROM customers WHERE id = ${customerId}::int AND company_id = ${scope.companyId})
    ), kept AS (
      INSERT INTO drafts AS d (user_id, subject, company_id, customer_id, fields, updated_at)
      SELECT ${userId}::int, ${subjectOf(customerId)}, ${scope.companyId}::int, ${customerId}::int,
        ${JSON.stringify(set)}::jsonb, ${now}
      FROM visible WHERE char_length(${JSON.stringify(set)}) <= ${draftCharactersMax}
      ON CONFLICT (user_id, subject) DO UPDATE
      SET fields = (d.fields - ${clear}::text[]) || excluded.fields,
        updated_at = greatest(d.updated_at, excluded.updated_at)
      WHERE char_length(((d.fields - ${clear}::text[]) || excluded.fields)::text)
        <= ${draftCharactersMax}
      RETURNING xmax = 0 AS "isNew"
    )
    SELECT EXISTS (SELECT FROM visible) AS visible, (SELECT "isNew" FROM kept) AS "isNew"`;
  if (!outcome?.visible) throw new AppError('CUSTOMER_NOT_FOUND');
  if (outcome.isNew === null) {
    const issue = { path: 'set', code: 'tooLong', params: { max: draftCharactersMax } };
    throw new AppError('INVALID_INPUT', {}, { issues: [issue] });
  }
  return { isNew: outcome.isNew };
}

/** Takes the draft away if all its fields were cleared, also by another tab a moment ago. */
export async function deleteEmptyDraft(db: Db, { userId, customerId }: DraftKey): Promise<void> {
  const subject = subjectOf(customerId);
  await db.draft.deleteMany({ where: { userId, subject, fields: { equals: {} } } });
}

export async function deleteDraft(db: Db, { userId, customerId }: DraftKey): Promise<void> {
  await db.draft.deleteMany({ where: { userId, subject: subjectOf(customerId) } });
}

/** Leaves a user's newest {@link draftsMax}. */
export async function deleteSurplusDrafts(db: Db, userId: number): Promise<void> {
  await db.$executeRaw`
    DELETE FROM drafts WHERE user_id = ${userId} AND subject IN (
      SELECT subject FROM drafts WHERE user_id = ${userId}
      ORDER BY updated_at DESC, subject OFFSET ${draftsMax})`;
}

/** Everybody's that were not touched for {@link draftAgeMaxDays}. */
export async function deleteOldDrafts(db: Db, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - draftAgeMaxDays * 86_400_000);
  await db.draft.deleteMany({ where: { updatedAt: { lt: oldest } } });
}

/** Newest first; only about customers whom the scope shows. */
export async function listDraftRows(
  db: Db,
  scope: Scope,
  { userId, limit }: { userId: number; limit: number },
): Promise<DraftRowDto[]> {
  const rows = await db.$queryRaw<(Omit<DraftRowDto, 'updatedAt'> & { updatedAt: Date })[]>`
    SELECT d.customer_id AS "customerId", c.first_name || ' ' || c.last_name AS name,
      (SELECT count(*)::int FROM jsonb_object_keys(d.fields)) AS "fieldsCount",
      d.updated_at AS "updatedAt"
    FROM drafts d LEFT JOIN customers c
      ON c.id = d.customer_id AND c.company_id = ${scope.companyId}
    WHERE d.user_id = ${userId} AND (d.customer_id IS NULL OR c.id IS NOT NULL)
      AND d.fields <> '{}'
    ORDER BY d.updated_at DESC, d.subject LIMIT ${limit}`;
  return rows.map(({ updatedAt, ...row }) => ({ ...row, updatedAt: updatedAt.toISOString() }));
}
