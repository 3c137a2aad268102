import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData, useParams } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import {
  ordersInput,
  readOrderParams,
  writeOrderParams,
} from '#app/features/order/order-params.ts';
import { OrdersList } from '#app/features/order/orders-list.tsx';
import { prefetch, refusalOf } from '#app/lib/load.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const customerId = Number(params['customerId']);
  const asked = readOrderParams(new URL(request.url).searchParams);
  return prefetch(context, async (trpc) => {
    const { pageSize } = await trpc.layout.get.fetch();
    try {
      await trpc.order.list.fetch(ordersInput(asked, { usualSize: pageSize, customerId }));
    } catch (error) {
      if (asked.cursor === null || refusalOf(error)?.code !== 'INVALID_INPUT') throw error;
      throw redirect(`?${writeOrderParams({ ...asked, cursor: null })}`);
    }
    await trpc.user.listOptions.prefetch({});
  });
}

/** S1-85: all of the customer's orders. */
export default function CustomerOrders() {
  const { trpcState } = useLoaderData<typeof loader>();
  const customerId = Number(useParams()['customerId']);
  return (
    <Hydrated state={trpcState}>
      <OrdersList key={customerId} customerId={customerId} />
    </Hydrated>
  );
}
