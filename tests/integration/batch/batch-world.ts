/** People, customers and a tag for runs over many; and the ways in which tests order one. */
import { createCustomer } from '#prisma/factories/customer.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import type { BatchOrder } from '#server/shared/batch.ts';
import { inPieces } from '#tests/support/in-pieces.ts';
import type { TestUser } from '#tests/support/app.ts';
import { newKey } from '#tests/support/http.ts';
import type { TestSetting } from '#tests/support/use-test-app.ts';
import type { World } from '#tests/support/world.ts';
import { createWorld } from '#tests/support/world.ts';

export interface BatchWorld extends World {
  /** In the order of their ids. */
  customerIds: number[];
  tagId: number;
}

export async function createBatchWorld(
  { owner, app }: Pick<TestSetting, 'owner' | 'app'>,
  count: number,
): Promise<BatchWorld> {
  const world = await createWorld(owner, app);
  const { companyId } = world;
  const customerIds: number[] = [];
  for (let at = 0; at < count; at += 1) {
    customerIds.push((await createCustomer(owner, { companyId })).id);
  }
  const tag = await owner.tag.create({ data: { companyId, caption: 'VIP', color: 'grape' } });
  return { ...world, customerIds, tagId: tag.id };
}

/** Many at once. @returns their ids, in order */
export async function addCustomers(
  { owner }: Pick<TestSetting, 'owner'>,
  { companyId }: BatchWorld,
  count: number,
): Promise<number[]> {
  const mark = newKey();
  const pieces = await inPieces(
    count,
    (from, to) => owner.$queryRaw<{ id: number }[]>`
      INSERT INTO customers (company_id, login, email, first_name, last_name)
      SELECT ${companyId}::int, ${mark} || n, ${mark} || n || '@example.com', 'Марія', 'Бондаренко'
      FROM generate_series(${from}::int, ${to}::int) n RETURNING id`,
  );
  const ids = pieces.flatMap((rows) => rows.map(({ id }) => id));
  return ids.sort((a, b) => a - b);
}

type User = Pick<TestUser, 'trpc'>;

/** Chooses them as a list shows them that nobody has changed. */
export async function select(user: User, customerIds: number[], version = 1): Promise<number> {
  const rows = customerIds.map((customerId) => ({ customerId, version }));
  return (await user.trpc.batch.select.mutate({ kind: 'named', rows })).selectionId;
}

export interface OrderedRun {
  selectionId: number;
  order: BatchOrder;
  included?: { customerId: number; version: number }[];
  typedTotal?: number;
}

export function start(user: User, ordered: OrderedRun): Promise<BatchDto> {
  return user.trpc.batch.start.mutate({ ...ordered, mutationId: newKey() });
}

export async function untilEnded(user: User, batchId: number): Promise<BatchDto> {
  for (let wait = 0; wait < 600; wait += 1) {
    const batch = await user.trpc.batch.get.query({ batchId });
    if (batch.finishedAt !== null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`batch ${batchId} does not end`);
}

export async function run(user: User, ordered: OrderedRun): Promise<BatchDto> {
  return untilEnded(user, (await start(user, ordered)).id);
}

/** Selects, runs and waits. */
export async function runOn(
  user: User,
  customerIds: number[],
  order: BatchOrder,
): Promise<BatchDto> {
  return run(user, { selectionId: await select(user, customerIds), order });
}

/** Takes a run back and waits. */
export async function undo(user: User, batchId: number): Promise<BatchDto> {
  const { id } = await user.trpc.batch.undo.mutate({ batchId, mutationId: newKey() });
  return untilEnded(user, id);
}

/** Verdict and reason of each row, by position. */
export async function verdictsOf(user: User, batchId: number): Promise<[string, string | null][]> {
  const { rows } = await user.trpc.batch.listRows.query({ batchId });
  return rows.map(({ verdict, reason }) => [verdict ?? 'waiting', reason]);
}

export const lockOrder: BatchOrder = { action: 'lock', reason: 'Спам у відгуках' };
