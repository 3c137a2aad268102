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

/**
 * A page's data and its cursor, from one snapshot. Use `.fetch` for what the page can't be without
 * (a refusal becomes a 404, 403 … response) and `.prefetch` for what may also load later.
 */
export async function prefetch(
  context: AppLoadContext,
  fn: (trpc: LoaderTrpc) => Promise<void>,
): Promise<Snapshot> {
  try {
    return await context.snapshot(fn);
  } catch (error) {
    const refused = refusalOf(error);
    if (refused === null) throw error;
    const page: RefusedPage = { ...refused, requestId: context.requestId };
    throw data(page, { status: httpStatus[errorTable[refused.code].status] });
  }
}

/** The server is not bundled with the pages, so its classes are told by their shape. */
function refusalOf(error: unknown): Pick<RefusedPage, 'code' | 'params'> | null {
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
