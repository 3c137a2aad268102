/**
 * What stands in the record about one subject: for merging what was saved meanwhile and for taking a
 * change back. Read by the index on (company, subject, version); masks and rights are the reader's
 * matter, not told here.
 */
import type { FieldChange, SubjectType } from '#server/shared/event.ts';
import type { Db } from '#server/infra/db/client.ts';

export interface PastEvent {
  /** Decimal text of a bigint. */
  id: string;
  type: string;
  version: number;
  by: { id: number; name: string } | null;
  mutationId: string | null;
  /** ISO 8601, UTC. */
  at: string;
  changes: FieldChange[];
  data: unknown;
}

export interface Subject {
  companyId: number;
  type: SubjectType;
  id: number;
}

interface Row extends Omit<PastEvent, 'by' | 'at'> {
  authorId: number | null;
  authorName: string | null;
  createdAt: Date;
}

/** Oldest first; of the given types alone. */
export async function eventsSince(
  db: Db,
  subject: Subject,
  { version, types }: { version: number; types: readonly string[] },
): Promise<PastEvent[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id::text AS id, e.type, e.version, e.author_id AS "authorId",
      u.first_name || ' ' || u.last_name AS "authorName", e.mutation_id AS "mutationId",
      e.changes, e.data, e.created_at AS "createdAt"
    FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.company_id = ${subject.companyId} AND e.subject_type = ${subject.type}
      AND e.subject_id = ${subject.id} AND e.version > ${version} AND e.type = ANY(${types})
    ORDER BY e.version`;
  return rows.map(toPastEvent);
}

/** The event of a change whose answer was lost on the way, so that sending it again finds it. */
export async function findOwnEvent(
  db: Db,
  subject: Subject,
  own: {
    version: number;
    types: readonly string[];
    authorId: number;
    mutationId: string | undefined;
  },
): Promise<PastEvent | null> {
  if (own.mutationId === undefined) return null;
  const events = await eventsSince(db, subject, own);
  const mine = events.find(
    ({ by, mutationId }) => by?.id === own.authorId && mutationId === own.mutationId,
  );
  return mine ?? null;
}

/** What PostgreSQL's bigint holds. */
const eventIdMax = 9_223_372_036_854_775_807n;

/** The event of this id, if it is the subject's. */
export async function findEvent(
  db: Db,
  subject: Subject,
  eventId: string,
): Promise<PastEvent | null> {
  if (BigInt(eventId) > eventIdMax) return null;
  const rows = await db.$queryRaw<Row[]>`
    SELECT e.id::text AS id, e.type, e.version, e.author_id AS "authorId",
      u.first_name || ' ' || u.last_name AS "authorName", e.mutation_id AS "mutationId",
      e.changes, e.data, e.created_at AS "createdAt"
    FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.id = ${BigInt(eventId)} AND e.company_id = ${subject.companyId}
      AND e.subject_type = ${subject.type} AND e.subject_id = ${subject.id}`;
  return rows[0] ? toPastEvent(rows[0]) : null;
}

function toPastEvent({ authorId, authorName, createdAt, ...row }: Row): PastEvent {
  return {
    ...row,
    by: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    at: createdAt.toISOString(),
  };
}
