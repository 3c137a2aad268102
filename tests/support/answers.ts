/** What a procedure answered, in the words of the contract: a code, or OK. */
import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '#server/router.ts';
import type { ErrorData } from '#server/shared/errors.ts';

/** The error that a call was refused with. @throws when it was not, or not by the server */
export async function refusalOf(call: Promise<unknown>): Promise<ErrorData> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === 'fulfilled') throw new Error('the call was not refused');
  const data = dataOf(outcome.reason);
  if (data === null) throw new Error('not a refusal of the server', { cause: outcome.reason });
  return data;
}

/** `OK`, or the code of the refusal. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'OK';
  } catch (error) {
    const data = dataOf(error);
    if (data === null) throw error;
    return data.code;
  }
}

/** How often each code came, over calls made at once. */
export async function codesOf(calls: Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of await Promise.all(calls.map(codeOf))) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function dataOf(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = (error as TRPCClientError<AppRouter>).data;
  return typeof data === 'object' && data !== null && 'code' in data ? (data as ErrorData) : null;
}
