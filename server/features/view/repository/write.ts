/** Every statement that writes a view; an owner's views are held first. */
import type { Scope } from '#server/shared/actor.ts';
import { assert } from '#server/shared/assert.ts';
import { AppError } from '#server/shared/errors.ts';
import type { Tx } from '#server/infra/db/client.ts';
import { nameTaken } from '../domain.ts';
import { viewsMax } from '../schema.ts';
import type { ViewDto } from '../schema.ts';
import type { Reader } from './read.ts';
import { findVisibleViews } from './read.ts';

/**
 * Holds all views of one owner against the owner's other tabs until the transaction ends, before the
 * transaction has a number, so that the stream tells of a view in the order of its versions.
 */
export async function holdViewsOf(tx: Tx, userId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(2, ${userId}::int)`;
}

/**
 * Holds the reader's own views and finds one that they see, which may be a colleague's: whether they
 * may change it is the caller's to ask.
 * @throws VIEW_NOT_FOUND
 */
export async function holdView(tx: Tx, reader: Reader, viewId: number): Promise<ViewDto> {
  await holdViewsOf(tx, reader.userId);
  const [view] = await findVisibleViews(tx, reader, [viewId]);
  if (!view) throw new AppError('VIEW_NOT_FOUND');
  return view;
}

/** @throws INVALID_INPUT while another of the owner's views has the name */
export async function expectFreeName(
  tx: Tx,
  { ownerId, name, viewId }: { ownerId: number; name: string; viewId: number | null },
): Promise<void> {
  const holder = await tx.view.findUnique({
    where: { ownerId_name: { ownerId, name } },
    select: { id: true },
  });
  if (holder === null || holder.id === viewId) return;
  throw new AppError('INVALID_INPUT', {}, { issues: [nameTaken(name)] });
}

/** @throws VIEW_LIMIT_REACHED */
export async function expectRoomFor(tx: Tx, ownerId: number): Promise<void> {
  const count = await tx.view.count({ where: { ownerId } });
  if (count >= viewsMax) throw new AppError('VIEW_LIMIT_REACHED', { max: viewsMax });
}

export interface NewView extends Pick<ViewDto, 'name' | 'params' | 'isShared' | 'owner'> {
  now: Date;
}

/** Adds a row under version 1. */
export async function insertView(
  tx: Tx,
  { companyId }: Scope,
  { now, ...view }: NewView,
): Promise<ViewDto> {
  const { name, params, isShared, owner } = view;
  const { id } = await tx.view.create({
    data: {
      ...{ companyId, ownerId: owner.id, name, params },
      ...{ sharedAt: isShared ? now : null, createdAt: now },
    },
    select: { id: true },
  });
  return { ...view, id, version: 1 };
}

/** Saves a held view as it is now. */
export async function updateView(
  tx: Tx,
  { companyId }: Scope,
  { before, after, now }: { before: ViewDto; after: ViewDto; now: Date },
): Promise<void> {
  const { id, version, name, params, isShared } = after;
  const sharing = isShared === before.isShared ? {} : { sharedAt: isShared ? now : null };
  const { count } = await tx.view.updateMany({
    where: { id, companyId, version: before.version },
    data: { version, name, params, ...sharing },
  });
  assert(count === 1, 'a held view was changed by someone else');
}

/** Removes a held view; whoever opened the list with it opens it without. */
export async function deleteView(tx: Tx, { companyId }: Scope, view: ViewDto): Promise<void> {
  await tx.view.deleteMany({ where: { id: view.id, companyId } });
}
