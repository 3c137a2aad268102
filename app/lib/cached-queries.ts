import type { Query, QueryClient } from '@tanstack/react-query';

/** One cached answer of a procedure, with the input that asked for it. */
export interface CachedQuery<Input, Data> {
  key: readonly unknown[];
  input: Input;
  data: Data;
}

/**
 * Everything that is cached of one procedure, whatever its input was. The key's form is tRPC's:
 * `[['customer', 'list'], { input, type }]`. Queries without data yet are left out: when their data
 * comes, the event log is replayed over it.
 */
export function cachedQueries<Input, Data>(
  queryClient: QueryClient,
  procedure: readonly [noun: string, verb: string],
): CachedQuery<Input, Data>[] {
  return queryClient
    .getQueryCache()
    .findAll({ queryKey: [procedure] })
    .flatMap((query) => {
      const data = query.state.data as Data | undefined;
      if (data === undefined) return [];
      return [{ key: query.queryKey, input: inputOf(query) as Input, data }];
    });
}

function inputOf(query: Query): unknown {
  const [, options] = query.queryKey as [unknown, { input?: unknown }?];
  return options?.input ?? {};
}

export type Newness = 'known' | 'next' | 'gap';

/**
 * How an event stands to what is cached: already counted in, the very next change, or beyond one
 * that was missed, so that the reader has to ask for the row again.
 */
export function newness(eventVersion: number, cachedVersion: number): Newness {
  if (eventVersion <= cachedVersion) return 'known';
  return eventVersion === cachedVersion + 1 ? 'next' : 'gap';
}
