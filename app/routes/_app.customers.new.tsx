import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { CreateCustomer } from '#app/features/customer/create/create-customer.tsx';
import type { RefusedPage } from '#app/lib/load.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';

export const handle: PageHandle = { title: (t) => t('customer:create.title') };

export async function loader({ context }: LoaderFunctionArgs) {
  if (context.session?.permissions.includes('customer:create') === false) {
    const page: RefusedPage = { code: 'FORBIDDEN', params: {}, requestId: context.requestId };
    throw data(page, { status: 403 });
  }
  let draft: DraftDto | null = null;
  await prefetch(context, async (trpc) => {
    try {
      draft = await trpc.draft.get.fetch({ customerId: null });
    } catch (error) {
      // Without the offer of a draft a customer can be added all the same.
      context.reportError(error);
    }
  });
  return { draft: draft as DraftDto | null };
}

/** The draft is offered as it was when the page was opened; what is typed since is known here. */
export const shouldRevalidate = () => false;

export default function NewCustomerPage() {
  const { draft } = useLoaderData<typeof loader>();
  return <CreateCustomer draft={draft} />;
}
