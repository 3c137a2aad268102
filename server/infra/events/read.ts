/**
 * The SQL that reads the stream. Only rows of transactions older than every one still running are
 * read (the fence), so nothing can appear before a position once that position was passed.
 */
import type { Client } from 'pg';
import type { EventAuthor, EventEnvelope, FieldChange, SubjectType } from '#server/shared/event.ts';
import type { Position } from './cursor.ts';

/** An event as read from the log: the envelope, and what routing needs. */
export interface StoredEvent {
  position: Position;
  companyId: number;
  envelope: EventEnvelope;
}

export const readBatchMax = 500;

interface EventRow {
  id: string;
  xid: string;
  company_id: number;
  type: string;
  subject_type: SubjectType;
  subject_id: number;
  version: number;
  author_id: number | null;
  author_name: string | null;
  mutation_id: string | null;
  changes: FieldChange[];
  data: unknown;
  created_at: Date;
}

const columns = `
  e.id::text AS id, e.xid::text AS xid, e.company_id, e.type, e.subject_type, e.subject_id,
  e.version, e.author_id, u.first_name || ' ' || u.last_name AS author_name, e.mutation_id,
  e.changes, e.data, e.created_at`;

const afterPosition = `
  SELECT ${columns},
    pg_snapshot_xmin(pg_current_snapshot()) = pg_snapshot_xmax(pg_current_snapshot()) AS settled
  FROM events e LEFT JOIN users u ON u.id = e.author_id
  WHERE (e.xid, e.id) > ($1::text::xid8, $2::bigint)
    AND e.xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY e.xid, e.id LIMIT ${readBatchMax}`;

const companyBetween = `
  SELECT ${columns} FROM events e LEFT JOIN users u ON u.id = e.author_id
  WHERE (e.xid, e.id) > ($1::text::xid8, $2::bigint)
    AND (e.xid, e.id) <= ($3::text::xid8, $4::bigint) AND e.company_id = $5
  ORDER BY e.xid, e.id LIMIT ${readBatchMax}`;

export interface EventBatch {
  events: StoredEvent[];
  /** True when it is known that no writer was under way, so that nothing stood before the fence. */
  settled: boolean;
}

/** Rows after a position, at most {@link readBatchMax}, behind the fence. */
export async function readAfter(client: Client, after: Position): Promise<EventBatch> {
  const { rows } = await client.query<EventRow & { settled: boolean }>({
    name: 'events-after',
    text: afterPosition,
    values: [after.xid.toString(), after.id.toString()],
  });
  return { events: rows.map(toStoredEvent), settled: rows[0]?.settled ?? false };
}

export interface CompanyRange {
  companyId: number;
  after: Position;
  /** A position that the tail has passed: everything up to it is behind the fence. */
  upTo: Position;
}

export async function readCompanyRange(
  client: Client,
  { companyId, after, upTo }: CompanyRange,
): Promise<StoredEvent[]> {
  const { rows } = await client.query<EventRow>({
    name: 'events-company-range',
    text: companyBetween,
    values: [
      after.xid.toString(),
      after.id.toString(),
      upTo.xid.toString(),
      upTo.id.toString(),
      companyId,
    ],
  });
  return rows.map(toStoredEvent);
}

/** The epoch, and the position before which everything is settled at this moment. */
export async function readWatermark(
  client: Client,
): Promise<{ epoch: string; position: Position }> {
  const { rows } = await client.query<{ epoch: string; xmin: string }>(watermarkSql);
  const row = rows[0];
  if (!row) throw new Error('The table event_stream is empty: the database is not migrated.');
  return { epoch: row.epoch, position: { xid: BigInt(row.xmin), id: 0n } };
}

export const watermarkSql =
  'SELECT epoch, pg_snapshot_xmin(pg_current_snapshot())::text AS xmin FROM event_stream';

function toStoredEvent(row: EventRow): StoredEvent {
  const author: EventAuthor | null =
    row.author_id === null ? null : { id: row.author_id, name: row.author_name ?? '' };
  return {
    position: { xid: BigInt(row.xid), id: BigInt(row.id) },
    companyId: row.company_id,
    envelope: {
      id: row.id,
      type: row.type,
      subject: { type: row.subject_type, id: row.subject_id },
      version: row.version,
      author,
      mutationId: row.mutation_id,
      time: row.created_at.toISOString(),
      changes: row.changes,
      data: row.data,
    },
  };
}
