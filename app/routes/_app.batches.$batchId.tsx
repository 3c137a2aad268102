import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { RunPage } from '#app/features/batch/run/run-page.tsx';
import {
  readVerdicts,
  verdictsInput,
  writeVerdicts,
} from '#app/features/batch/run/verdict-filter.ts';
import { ExportButton } from '#app/features/export/export-button.tsx';
import type { RefusedPage } from '#app/lib/load.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import type { BatchVerdict } from '#server/shared/batch.ts';
import { rowNumber } from '#server/shared/row-number.ts';

export const handle: PageHandle = { title: (t) => t('batch:runTitle') };

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const parsed = rowNumber.safeParse(Number(params['batchId']));
  if (!parsed.success) {
    const page: RefusedPage = {
      code: 'BATCH_NOT_FOUND',
      params: {},
      requestId: context.requestId,
    };
    throw data(page, { status: 404 });
  }
  const batchId = parsed.data;
  const filter = readVerdicts(new URL(request.url).searchParams);
  const snapshot = await prefetch(context, async (trpc) => {
    await trpc.batch.get.fetch({ batchId });
    await trpc.batch.listRows.prefetch({ ...verdictsInput(batchId, filter), afterPosition: 0 });
  });
  return { ...snapshot, batchId };
}

/** Another verdict is asked for by the screen itself: the run is here already, and is live. */
export function shouldRevalidate({ currentUrl, nextUrl }: ShouldRevalidateFunctionArgs) {
  return currentUrl.pathname !== nextUrl.pathname || currentUrl.href === nextUrl.href;
}

/** One run and what has come of each customer, as far as the address asks for it. */
export default function BatchPage() {
  const { trpcState, batchId } = useLoaderData<typeof loader>();
  const [search, setSearch] = useSearchParams();
  return (
    <Hydrated state={trpcState}>
      <RunPage
        key={batchId}
        batchId={batchId}
        filter={readVerdicts(search)}
        exportButton={
          <VerdictsExport batchId={batchId} verdict={readVerdicts(search).verdict ?? undefined} />
        }
        onFilter={(filter) => setSearch(writeVerdicts(filter), { preventScrollReset: true })}
      />
    </Hydrated>
  );
}

function VerdictsExport({
  batchId,
  verdict,
}: {
  batchId: number;
  verdict: BatchVerdict | undefined;
}) {
  const { data: batch } = trpc.batch.get.useQuery({ batchId });
  if (batch === undefined) return null;
  return (
    <ExportButton exported={{ kind: 'batch', batchId, verdict, total: countOf(batch, verdict) }} />
  );
}

function countOf(batch: BatchDto, verdict: BatchVerdict | undefined): number {
  if (verdict === undefined) return batch.total;
  return { done: batch.doneCount, skipped: batch.skippedCount, failed: batch.failedCount }[verdict];
}
