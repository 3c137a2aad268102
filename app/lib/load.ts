import type { AppLoadContext } from '@remix-run/node';
import { data } from '@remix-run/node';
import type { LoadContext, LoaderTrpc, Snapshot } from '#server/load-context.ts';
import { errorTable } from '#server/shared/errors.ts';
import type { ErrorCode, ErrorParams } from '#server/shared/errors.ts';
import { isErrorCode } from './errors.ts';

declare module '@remix-run/server-runtime' {
  interface AppLoadContext extends LoadContext {}
  interface Future {
    v3_singleFetch: true;
  }
}

/** What a page that can't be shown is told: an error boundary reads it from the response. */
export interface RefusedPage {
  code: ErrorCode;
  params: ErrorParams;
  requestId: string;
}

type Prefetch = (trpc: LoaderTrpc) => Promise<void>;

/** The loaders of one request that have asked so far; the snapshot is taken a moment later. */
interface Batch {
  prefetches: Prefetch[];
  taken: Promise<{ snapshot: Snapshot; outcomes: PromiseSettledResult<void>[] }>;
}

const batches = new WeakMap<AppLoadContext, Batch>();

/**
 * A page's data and its cursor. Remix runs the loaders of a page side by side; they share one
 * snapshot, so the parts of a page agree with each other and with the one place in the stream from
 * which the browser goes on. Two snapshots would lose what happens between them.
 *
 * Use `.fetch` for what the page can't be without (a refusal becomes a 404, 403 … response) and
 * `.prefetch` for what may also load later.
 */
export async function prefetch(context: AppLoadContext, fn: Prefetch): Promise<Snapshot> {
  const batch = batches.get(context) ?? openBatch(context);
  const place = batch.prefetches.push(fn) - 1;
  try {
    const { snapshot, outcomes } = await batch.taken;
    const outcome = outcomes[place];
    if (outcome?.status === 'rejected') throw outcome.reason;
    return snapshot;
  } catch (error) {
    const refused = refusalOf(error);
    if (refused === null) throw error;
    const page: RefusedPage = { ...refused, requestId: context.requestId };
    throw data(page, { status: httpStatus[errorTable[refused.code].status] });
  }
}

function openBatch(context: AppLoadContext): Batch {
  const prefetches: Prefetch[] = [];
  const batch: Batch = { prefetches, taken: takeSoon() };
  batches.set(context, batch);
  return batch;

  async function takeSoon() {
    await new Promise((resolve) => setTimeout(resolve, 0));
    batches.delete(context);
    let outcomes: PromiseSettledResult<void>[] = [];
    const snapshot = await context.snapshot(async (trpc) => {
      // One loader's refusal is that loader's: the others' parts of the page are still shown.
      outcomes = await Promise.allSettled(prefetches.map((prefetchOne) => prefetchOne(trpc)));
    });
    return { snapshot, outcomes };
  }
}

/** The server is not bundled with the pages, so its classes are told by their shape. */
export function refusalOf(error: unknown): Pick<RefusedPage, 'code' | 'params'> | null {
  for (const candidate of [error, error instanceof Error ? error.cause : null]) {
    if (!(candidate instanceof Error) || !('code' in candidate) || !('params' in candidate)) {
      continue;
    }
    if (isErrorCode(candidate.code) && errorTable[candidate.code].expected) {
      return { code: candidate.code, params: candidate.params as ErrorParams };
    }
  }
  return null;
}

const httpStatus: Record<(typeof errorTable)[ErrorCode]['status'], number> = {
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNPROCESSABLE_CONTENT: 422,
  TOO_MANY_REQUESTS: 429,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};
