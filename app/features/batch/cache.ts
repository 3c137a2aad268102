/**
 * Keeps every cached run current from events: `batch.get` and the first page of `batch.list`.
 * Invariant: a run only ever moves to a newer version. It never asks the server: the page of one run
 * reads its verdicts anew at a pace of its own.
 */
import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import type { BatchDto, BatchPageDto, ListBatchesInput } from '#server/features/batch/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { sayEnded } from './ended-runs.ts';

const getProcedure = ['batch', 'get'] as const;
const listProcedure = ['batch', 'list'] as const;

export function batchEventHandler(
  event: TandemEvent,
  { queryClient, isReplay, sessionUserId }: EventContext,
): void {
  switch (event.type) {
    case 'batch.started':
    case 'batch.progressed':
      putBatch(queryClient, event.data);
      return;
    case 'batch.ended':
      putBatch(queryClient, event.data);
      if (!isReplay && event.data.author.id === sessionUserId) sayEnded(event.data);
      return;
    default:
  }
}

/** Puts a run wherever it is shown; an older one is dropped. */
export function putBatch(queryClient: QueryClient, batch: BatchDto): void {
  for (const { key, data } of cachedQueries<unknown, BatchDto>(queryClient, getProcedure)) {
    const next = patched(data, batch);
    if (next !== data) queryClient.setQueryData(key, next);
  }
  for (const { key, input, data } of cachedQueries<ListBatchesInput, BatchPageDto>(
    queryClient,
    listProcedure,
  )) {
    const rows = data.rows.map((row) => patched(row, batch));
    const isNew = !rows.some(({ id }) => id === batch.id) && input.beforeId === undefined;
    if (isNew && batch.id > (rows[0]?.id ?? 0)) rows.unshift(batch);
    if (isSame(rows, data.rows)) continue;
    queryClient.setQueryData(key, { ...data, rows });
  }
}

function isSame(rows: readonly BatchDto[], before: readonly BatchDto[]): boolean {
  return rows.length === before.length && rows.every((row, index) => row === before[index]);
}

/** The run itself in its newer version; or the run that it takes back. */
function patched(known: BatchDto, batch: BatchDto): BatchDto {
  if (known.id === batch.id) return batch.version > known.version ? batch : known;
  const isUndone = batch.undoes?.batchId === known.id && known.undoneById === null;
  return isUndone ? { ...known, undoneById: batch.id } : known;
}
