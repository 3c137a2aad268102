/** What stands in the record about changes that are taken back many at a time. */
import type { Scope } from '#server/shared/actor.ts';
import type { BatchTarget } from '#server/shared/batch.ts';
import type { FieldChange } from '#server/shared/event.ts';
import type { Db } from '#server/infra/db/client.ts';

export interface Touching {
  types: readonly string[];
  /** Only changes of this field, if one is named. */
  field: string | null;
}

/** Those in whom an event of these types came after the version that the change had left. */
export async function findTouched(
  db: Db,
  { companyId }: Scope,
  { targets, types, field }: Touching & { targets: readonly BatchTarget[] },
): Promise<Set<number>> {
  const touching: Pick<FieldChange, 'field'>[] = field === null ? [] : [{ field }];
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM unnest(${targets.map(({ customerId }) => customerId)}::int[],
      ${targets.map(({ version }) => version)}::int[]) AS t (id, version)
    WHERE EXISTS (SELECT FROM events e WHERE e.company_id = ${companyId}
      AND e.subject_type = 'customer' AND e.subject_id = t.id AND e.version > t.version
      AND e.type = ANY(${types}::text[]) AND e.changes @> ${JSON.stringify(touching)}::jsonb)`;
  return new Set(rows.map(({ id }) => id));
}

/** The data of the events that are taken back, by the customer. */
export async function readUndone(
  db: Db,
  { companyId }: Scope,
  targets: readonly BatchTarget[],
): Promise<Map<number, unknown>> {
  const ids = targets.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
  const rows = await db.$queryRaw<{ id: number; data: unknown }[]>`
    SELECT subject_id AS id, data FROM events
    WHERE id = ANY(${ids}::bigint[]) AND company_id = ${companyId} AND subject_type = 'customer'`;
  return new Map(rows.map(({ id, data }) => [id, data]));
}

/** Held against being removed until the transaction ends; null when it is gone. */
export async function holdTag(
  tx: Db,
  { companyId }: Scope,
  tagId: number,
): Promise<{ id: number; caption: string; color: string } | null> {
  const rows = await tx.$queryRaw<{ id: number; caption: string; color: string }[]>`
    SELECT id, caption, color FROM tags WHERE id = ${tagId} AND company_id = ${companyId}
    FOR KEY SHARE`;
  return rows[0] ?? null;
}
