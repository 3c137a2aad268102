import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import {
  ordersInput,
  readOrderParams,
  writeOrderParams,
} from '#app/features/order/order-params.ts';
import { OrdersList } from '#app/features/order/orders-list.tsx';
import { prefetch, refusalOf } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';

export const handle: PageHandle = { title: (t) => t('order:title') };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const params = readOrderParams(new URL(request.url).searchParams);
  return prefetch(context, async (trpc) => {
    const { pageSize } = await trpc.layout.get.fetch();
    try {
      await trpc.order.list.fetch(ordersInput(params, { usualSize: pageSize }));
    } catch (error) {
      // A place in the list that is none (an old or mistyped link) leads to the list's beginning.
      if (params.cursor === null || refusalOf(error)?.code !== 'INVALID_INPUT') throw error;
      throw redirect(`/orders?${writeOrderParams({ ...params, cursor: null })}`);
    }
    await trpc.user.listOptions.prefetch({});
  });
}

/** The orders of all customers. */
export default function OrdersPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <OrdersList />
    </Hydrated>
  );
}
