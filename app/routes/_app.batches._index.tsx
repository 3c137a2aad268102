import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { batchesInput } from '#app/features/batch/batches-input.ts';
import { RunsPage } from '#app/features/batch/runs-page.tsx';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';

export const handle: PageHandle = { title: (t) => t('batch:title') };

export async function loader({ context }: LoaderFunctionArgs) {
  return prefetch(context, async (trpc) => {
    await trpc.batch.list.fetch(batchesInput);
  });
}

/** What has been done to many customers. */
export default function BatchesPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <RunsPage />
    </Hydrated>
  );
}
