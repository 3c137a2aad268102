import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { OrderHistory } from '#app/features/event/order-history.tsx';
import { OrderPage } from '#app/features/order/order-page.tsx';
import type { RefusedPage } from '#app/lib/load.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { rowNumber } from '#server/shared/row-number.ts';

export const handle: PageHandle = {
  title: (t, loaded) =>
    isNumbered(loaded)
      ? t('order:page.title', { number: loaded.number })
      : t('order:page.notFound'),
};

function isNumbered(loaded: unknown): loaded is { number: string } {
  return typeof loaded === 'object' && loaded !== null && 'number' in loaded;
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const parsed = rowNumber.safeParse(Number(params['orderId']));
  if (!parsed.success) {
    const page: RefusedPage = {
      code: 'ORDER_NOT_FOUND',
      params: {},
      requestId: context.requestId,
    };
    throw data(page, { status: 404 });
  }
  const orderId = parsed.data;
  let number = '';
  const snapshot = await prefetch(context, async (trpc) => {
    ({ number } = await trpc.order.get.fetch({ orderId }));
    await trpc.event.listOfOrder.prefetch({ orderId });
  });
  return { ...snapshot, orderId, number };
}

/** One order with its history. */
export default function OrderRoute() {
  const { trpcState, orderId } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <OrderPage key={orderId} orderId={orderId} history={<OrderHistory orderId={orderId} />} />
    </Hydrated>
  );
}
