/**
 * What stands in the record about one subject: for merging what was saved meanwhile and for taking a
 * change back. Read by the index on (company, subject, version); masks and rights are the reader's
 * matter, not told here.
 */
import { Prisma } from '#prisma/generated/client.ts';
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

const pastEvents = Prisma.sql`
  SELECT e.id::text AS id, e.type, e.version, e.author_id AS "authorId",
    u.first_name || ' ' || u.last_name AS "authorName", e.mutation_id AS "mutationId",
    e.changes, e.data, e.created_at AS "createdAt"
  FROM events e LEFT JOIN users u ON u.id = e.author_id`;

interface Since {
  version: number;
  types: readonly string[];
}

const isSince = ({ companyId, type, id }: Subject, { version, types }: Since) => Prisma.sql`
  e.company_id = ${companyId} AND e.subject_type = ${type} AND e.subject_id = ${id}
    AND e.version > ${version} AND e.type = ANY(${types})`;

/** Oldest first; of the given types alone. */
export async function eventsSince(db: Db, subject: Subject, since: Since): Promise<PastEvent[]> {
  const rows = await db.$queryRaw<Row[]>`
    ${pastEvents} WHERE ${isSince(subject, since)} ORDER BY e.version`;
  return rows.map(toPastEvent);
}

/**
 * What has been done already of a change that is sent again, because its answer was lost: oldest first.
 * More than one only where what stood in a conflict the first time was free the second time.
 */
export async function findOwnEvents(
  db: Db,
  subject: Subject,
  { authorId, mutationId, ...since }: Since & { authorId: number; mutationId: string | undefined },
): Promise<PastEvent[]> {
  if (mutationId === undefined) return [];
  const rows = await db.$queryRaw<Row[]>`
    ${pastEvents} WHERE ${isSince(subject, since)}
      AND e.author_id = ${authorId} AND e.mutation_id = ${mutationId} ORDER BY e.version`;
  return rows.map(toPastEvent);
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
    ${pastEvents}
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
