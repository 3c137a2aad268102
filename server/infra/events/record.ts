/**
 * The one way to publish: a row of `events` in the caller's transaction. It is the audit entry, the
 * delivery unit and the replay log; nothing is sent from here. The ledger's SQL function writes its
 * own rows through the same database function.
 */
import { assert } from '#server/shared/assert.ts';
import type { FieldChange, SubjectType } from '#server/shared/event.ts';
import type { Tx } from '#server/infra/db/client.ts';

export interface NewEvent<Type extends string, Data> {
  companyId: number;
  type: Type;
  subject: { type: SubjectType; id: number };
  /** The subject's version after the change. */
  version: number;
  /** Null is the system itself. */
  authorId: number | null;
  mutationId?: string | undefined;
  changes?: FieldChange[];
  data: Data;
}

/** @returns the event's id, as decimal text */
export async function recordEvent<Type extends string, Data extends object>(
  tx: Tx,
  event: NewEvent<Type, Data>,
): Promise<string> {
  const { companyId, type, subject, version, authorId, mutationId, changes = [], data } = event;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT record_event(${companyId}::int, ${type}, ${subject.type}, ${subject.id}::int,
      ${version}::int, ${authorId}::int, ${mutationId ?? null}::uuid,
      ${JSON.stringify(changes)}::jsonb, ${JSON.stringify(data)}::jsonb)::text AS id`;
  const [row] = rows;
  assert(row !== undefined, 'an event without an id');
  return row.id;
}

/** What the events of one statement have in common. */
export interface NewEvents<Type extends string> extends Pick<
  NewEvent<Type, object>,
  'companyId' | 'type' | 'authorId'
> {
  subjectType: SubjectType;
}

export interface EventRow {
  subjectId: number;
  version: number;
  changes: FieldChange[];
  data: object;
}

/** Many events of one type in one statement. @returns their ids by the id of the subject */
export async function recordEvents<Type extends string>(
  tx: Tx,
  { companyId, type, authorId, subjectType }: NewEvents<Type>,
  events: readonly EventRow[],
): Promise<Map<number, string>> {
  if (events.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ subjectId: number; id: string }[]>`
    SELECT e."subjectId", record_event(${companyId}::int, ${type}, ${subjectType}, e."subjectId",
      e.version, ${authorId}::int, NULL, e.changes, e.data)::text AS id
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      AS e ("subjectId" int, version int, changes jsonb, data jsonb)`;
  return new Map(rows.map(({ subjectId, id }) => [subjectId, id]));
}
