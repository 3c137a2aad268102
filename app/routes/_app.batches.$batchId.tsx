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
import type { RefusedPage } from '#app/lib/load.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
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
        onFilter={(filter) => setSearch(writeVerdicts(filter), { preventScrollReset: true })}
      />
    </Hydrated>
  );
}
