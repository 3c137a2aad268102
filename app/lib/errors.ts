import { TRPCClientError } from '@trpc/client';
import { errorTable } from '#server/shared/errors.ts';
import type { ErrorCode } from '#server/shared/errors.ts';
import type { ErrorData as ServerErrorData } from '#server/shared/errors.ts';

/** `error.data` of a refused call. */
export type ErrorData = ServerErrorData;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errorTable, value);
}

/**
 * What the server said, or null when it said nothing: the network failed, the answer was cut, or
 * the fault is our own. Null therefore also means "not known whether it was done".
 */
export function errorDataOf(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data)) return null;
  return isErrorCode(data.code) ? (data as ErrorData) : null;
}

/** True when no answer of Tandem's came back: offline, cut, timed out, or a proxy's own page. */
export function isNetworkError(error: unknown): boolean {
  return error instanceof TRPCClientError && errorDataOf(error) === null;
}

/** A request that ended on purpose (the page was left): nobody is told. */
export function isAborted(error: unknown): boolean {
  return error instanceof TRPCClientError && error.cause?.name === 'AbortError';
}
