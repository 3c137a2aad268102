import type { AppLoadContext } from '@remix-run/node';
import { expect, test } from 'vitest';
import type { LoaderTrpc, Snapshot } from '#server/load-context.ts';
import { AppError } from '#server/shared/errors.ts';
import { prefetch } from './load.ts';

/** Counts the snapshots that are taken; each has a cursor of its own. */
function createContext() {
  const counted = { snapshots: 0 };
  const context = {
    requestId: 'request',
    snapshot: async (fn: (trpc: LoaderTrpc) => Promise<void>) => {
      counted.snapshots += 1;
      const cursor = `cursor ${counted.snapshots}`;
      await fn({} as LoaderTrpc);
      return { trpcState: { queries: [], mutations: [] }, cursor } as unknown as Snapshot;
    },
  } as unknown as AppLoadContext;
  return { context, counted };
}

const nothing = () => Promise.resolve();

test('the loaders of one page share one snapshot and one cursor', async () => {
  const { context, counted } = createContext();
  const [layout, page] = await Promise.all([
    prefetch(context, nothing),
    prefetch(context, nothing),
  ]);
  expect(counted.snapshots).toBe(1);
  expect(layout).toBe(page);
});

test("two requests' loaders do not", async () => {
  const one = createContext();
  const other = createContext();
  await Promise.all([prefetch(one.context, nothing), prefetch(other.context, nothing)]);
  expect([one.counted.snapshots, other.counted.snapshots]).toEqual([1, 1]);
});

test("one loader's refusal is a response of its own; the others' parts are shown", async () => {
  const { context } = createContext();
  const refused = prefetch(context, () =>
    Promise.reject(new Error('transport', { cause: new AppError('CUSTOMER_NOT_FOUND') })),
  );
  const shown = prefetch(context, nothing);
  await expect(refused).rejects.toMatchObject({
    data: { code: 'CUSTOMER_NOT_FOUND', requestId: 'request' },
    init: { status: 404 },
  });
  await expect(shown).resolves.toMatchObject({ cursor: 'cursor 1' });
});

test('a fault is no refusal', async () => {
  const { context } = createContext();
  const fault = new AppError('INTERNAL');
  await expect(prefetch(context, () => Promise.reject(fault))).rejects.toBe(fault);
});
