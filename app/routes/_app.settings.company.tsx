import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { CompanyForm } from '#app/features/company/company-form.tsx';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';

export const handle: PageHandle = { title: (t) => t('company:title') };

export async function loader({ context }: LoaderFunctionArgs) {
  return prefetch(context, async (trpc) => {
    await trpc.company.get.fetch();
  });
}

export default function CompanySettingsPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <Page />
    </Hydrated>
  );
}

function Page() {
  const { data: company } = trpc.company.get.useQuery();
  return company === undefined ? null : <CompanyForm company={company} />;
}
