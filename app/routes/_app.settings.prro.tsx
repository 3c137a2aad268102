import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { PrroForm } from '#app/features/prro/prro-form.tsx';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';

export const handle: PageHandle = { title: (t) => t('prro:title') };

export async function loader({ context }: LoaderFunctionArgs) {
  return prefetch(context, async (trpc) => {
    await trpc.prro.get.fetch();
  });
}

export default function PrroSettingsPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <Page />
    </Hydrated>
  );
}

function Page() {
  const { data: prro } = trpc.prro.get.useQuery();
  return prro === undefined ? null : <PrroForm prro={prro} />;
}
