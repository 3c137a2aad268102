import type { EventEnvelope } from '#server/shared/event.ts';
import type { Scope } from '#server/shared/actor.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Db } from '#server/infra/db/client.ts';

interface EventRow extends Omit<EventEnvelope, 'subject' | 'author' | 'time'> {
  subjectType: EventEnvelope['subject']['type'];
  subjectId: number;
  authorId: number | null;
  authorName: string | null;
  createdAt: Date;
}

export interface CustomerEventsPage {
  customerId: number;
  /** Older than this version; absent = from the newest. */
  beforeVersion?: number | undefined;
  limit: number;
}

/**
 * A customer's events, newest first, by the index on (company, subject, version).
 * @throws CUSTOMER_NOT_FOUND
 */
export async function listCustomerEvents(
  db: Db,
  scope: Scope,
  { customerId, beforeVersion, limit }: CustomerEventsPage,
): Promise<EventEnvelope[]> {
  const visible = await db.customer.count({
    where: { id: customerId, companyId: scope.companyId },
  });
  if (visible === 0) throw new AppError('CUSTOMER_NOT_FOUND');
  const rows = await db.$queryRaw<EventRow[]>`
    SELECT e.id::text AS id, e.type, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
           e.version, e.author_id AS "authorId", u.first_name || ' ' || u.last_name AS "authorName",
           e.mutation_id AS "mutationId", e.changes, e.data, e.created_at AS "createdAt"
    FROM events e LEFT JOIN users u ON u.id = e.author_id
    WHERE e.company_id = ${scope.companyId} AND e.subject_type = 'customer'
      AND e.subject_id = ${customerId} AND e.version < ${beforeVersion ?? 2_147_483_647}::int
    ORDER BY e.version DESC LIMIT ${limit}`;
  return rows.map(toEnvelope);
}

function toEnvelope(row: EventRow): EventEnvelope {
  const { subjectType, subjectId, authorId, authorName, createdAt, ...rest } = row;
  return {
    ...rest,
    subject: { type: subjectType, id: subjectId },
    author: authorId === null ? null : { id: authorId, name: authorName ?? '' },
    time: createdAt.toISOString(),
  };
}
