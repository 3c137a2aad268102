import { Prisma } from '#prisma/generated/client.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { StoredLayout } from './domain.ts';
import type { SaveLayoutInput } from './schema.ts';

interface Reader {
  userId: number;
  companyId: number;
}

/** Null when nothing was ever kept. A default view that colleagues no longer share is none. */
export async function findLayout(
  db: Db,
  { userId, companyId }: Reader,
): Promise<StoredLayout | null> {
  const rows = await db.$queryRaw<StoredLayout[]>`
    SELECT l.columns, l.density, l.page_size AS "pageSize", v.id AS "defaultViewId"
    FROM layouts l LEFT JOIN views v ON v.id = l.default_view_id
      AND v.company_id = ${companyId} AND (v.owner_id = l.user_id OR v.shared_at IS NOT NULL)
    WHERE l.user_id = ${userId}`;
  return rows[0] ?? null;
}

export async function seesView(
  db: Db,
  { userId, companyId, viewId }: Reader & { viewId: number },
): Promise<boolean> {
  const isVisible = [{ ownerId: userId }, { sharedAt: { not: null } }];
  return (await db.view.count({ where: { id: viewId, companyId, OR: isVisible } })) > 0;
}

/** Only what is given, in one statement: two tabs that save at once both keep what they changed. */
export async function saveLayoutRow(
  db: Db,
  { userId, changes, now }: { userId: number; changes: SaveLayoutInput; now: Date },
): Promise<void> {
  const { columns, density, pageSize, defaultViewId } = changes;
  const data = {
    ...(columns === undefined ? {} : { columns: columns ?? Prisma.DbNull }),
    ...(density === undefined ? {} : { density }),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(defaultViewId === undefined ? {} : { defaultViewId }),
    updatedAt: now,
  };
  await db.layout.upsert({ where: { userId }, create: { userId, ...data }, update: data });
}
