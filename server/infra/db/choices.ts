/**
 * What a form may choose from, looked up by id within one company: organizations, active users, tags.
 * What is not found (removed, blocked, another company's) is simply absent; telling so is the caller's.
 */
import type { Db } from './client.ts';

export interface Choices {
  organization: { id: number; name: string } | null;
  user: { id: number; name: string } | null;
  /** In the order of their captions. */
  tags: { id: number; caption: string; color: string }[];
}

export interface ChosenIds {
  companyId: number;
  organizationId: number | null;
  userId: number | null;
  tagIds: number[];
}

export async function findChoices(db: Db, chosen: ChosenIds): Promise<Choices> {
  const { companyId, organizationId, userId, tagIds } = chosen;
  const organization =
    organizationId === null
      ? null
      : await db.organization.findFirst({
          where: { id: organizationId, companyId },
          select: { id: true, name: true },
        });
  const user =
    userId === null
      ? null
      : await db.user.findFirst({
          where: { id: userId, companyId, blockedAt: null },
          select: { id: true, firstName: true, lastName: true },
        });
  const tags =
    tagIds.length === 0
      ? []
      : await db.tag.findMany({
          where: { companyId, id: { in: tagIds } },
          select: { id: true, caption: true, color: true },
          orderBy: { caption: 'asc' },
        });
  const named = user && { id: user.id, name: `${user.firstName} ${user.lastName}` };
  return { organization, user: named, tags };
}
