/** Views as readers see them. */
import { Prisma } from '#prisma/generated/client.ts';
import { customerQuestion } from '#server/shared/customer-filter.ts';
import type { Db } from '#server/infra/db/client.ts';
import { sharedViewsMax } from '../schema.ts';
import type { ViewDto } from '../schema.ts';

export interface Reader {
  userId: number;
  companyId: number;
}

type ViewRow = Omit<ViewDto, 'params'> & { params: unknown };

const selected = Prisma.sql`
  v.id, v.version, v.name, v.params, v.shared_at IS NOT NULL AS "isShared",
  json_build_object('id', u.id, 'name', u.first_name || ' ' || u.last_name) AS owner`;

/** What was stored before a filter was added has its default here. */
function toView({ params, ...row }: ViewRow): ViewDto {
  return { ...row, params: customerQuestion.parse(params) };
}

/** One's own, and the first of those that colleagues share, in Ukrainian order. */
export async function listVisibleViews(db: Db, { userId, companyId }: Reader): Promise<ViewDto[]> {
  const rows = await db.$queryRaw<ViewRow[]>`
    SELECT ${selected} FROM views v JOIN users u ON u.id = v.owner_id
    WHERE v.id IN (
      SELECT id FROM views WHERE owner_id = ${userId} AND company_id = ${companyId}
      UNION ALL (
        SELECT id FROM views
        WHERE company_id = ${companyId} AND owner_id <> ${userId} AND shared_at IS NOT NULL
        ORDER BY name COLLATE "uk-x-icu", id LIMIT ${sharedViewsMax}))
    ORDER BY v.name COLLATE "uk-x-icu", v.id`;
  return rows.map(toView);
}

/** Those of the views that the reader sees; others are left out. */
export async function findVisibleViews(
  db: Db,
  { userId, companyId }: Reader,
  viewIds: readonly number[],
): Promise<ViewDto[]> {
  const rows = await db.$queryRaw<ViewRow[]>`
    SELECT ${selected} FROM views v JOIN users u ON u.id = v.owner_id
    WHERE v.id = ANY(${viewIds}::int[]) AND v.company_id = ${companyId}
      AND (v.owner_id = ${userId} OR v.shared_at IS NOT NULL)`;
  return rows.map(toView);
}
