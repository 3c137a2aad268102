import { trpc } from '#app/lib/trpc.ts';
import type { ExportRow } from './exported.ts';
import { isRunning } from './own-exports.ts';

const pollMs = 1_000;

const none: ExportRow[] = [];

/**
 * One's own exports of the last day; the loader's on every page. While one is being written, its
 * progress is asked for.
 */
export function useExports(initialData: ExportRow[] = none): readonly ExportRow[] {
  const { data } = trpc.export.list.useQuery(undefined, {
    initialData,
    staleTime: 5_000,
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? pollMs : false),
  });
  return data;
}
