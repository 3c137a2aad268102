/** The database as a witness: what was written, and that nothing was. */
import { expect } from 'vitest';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { SubjectType } from '#server/shared/event.ts';

const tables = [
  'companies',
  'users',
  'sessions',
  'customers',
  'customer_sessions',
  'customer_tags',
  'customer_password_links',
  'password_tokens',
  'letters',
  'operations',
  'orders',
  'events',
  'tags',
  'organizations',
  'drafts',
  'views',
  'layouts',
  'selections',
  'selection_rows',
  'batches',
  'batch_rows',
  'prro_settings',
] as const;

async function fingerprint(db: PrismaClient): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const rows = await db.$queryRawUnsafe<{ print: string }[]>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(row, '|' ORDER BY row)), '') AS print
       FROM (SELECT (to_jsonb(t) - 'last_seen_at')::text AS row FROM ${table} t) rows`,
    );
    prints[table] = rows[0]?.print ?? '';
  }
  return prints;
}

/** Every row of every table is, to the last column, as it was before; only that someone was seen is no writing. */
export async function expectNothingWritten<Result>(
  db: PrismaClient,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = await fingerprint(db);
  const result = await work();
  expect(await fingerprint(db)).toEqual(before);
  return result;
}

export interface RecordedEvent {
  type: string;
  version: number;
  authorId: number | null;
  mutationId: string | null;
  changes: unknown;
  data: unknown;
}

/** The events of one subject, oldest first. */
export function eventsOf(
  db: PrismaClient,
  subjectType: SubjectType,
  subjectId: number,
): Promise<RecordedEvent[]> {
  return db.event.findMany({
    where: { subjectType, subjectId },
    select: {
      type: true,
      version: true,
      authorId: true,
      mutationId: true,
      changes: true,
      data: true,
    },
    orderBy: { id: 'asc' },
  });
}
