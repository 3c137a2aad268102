import type { inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '#server/router.ts';
import type { ExportOrder } from '#server/features/export/schema.ts';
import type { BatchVerdict } from '#server/shared/batch.ts';
import type { CustomerColumn, CustomerQuestion } from '#server/shared/customer-filter.ts';

/** Those who are selected on the list, named one by one or noted on the server. */
export type Chosen =
  | {
      kind: 'named';
      rows: readonly { customerId: number; version: number }[];
      count: number;
      /** They are about to become all that match. */
      isWidening: boolean;
    }
  | { kind: 'matching'; selectionId: number; count: number };

/** What can be taken out, as the screen hands it over. */
export type Exported =
  | {
      kind: 'customers';
      question: CustomerQuestion;
      /** Null while the list itself is on its way. */
      total: number | null;
      /** Counting stopped at `total`: there are more. */
      totalIsCapped: boolean;
      /** Those on the screen, from the left. */
      columns: readonly CustomerColumn[];
      chosen: Chosen | null;
    }
  | { kind: 'batch'; batchId: number; verdict: BatchVerdict | undefined; total: number };

export type Source = ExportOrder['source'];

/** One's own export as the cache holds it. */
export type ExportRow = inferRouterOutputs<AppRouter>['export']['get'];
