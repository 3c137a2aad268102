/**
 * The smallest page there is: its loader takes a snapshot of one customer as every page of the
 * product does, and answers it as JSON. So the server's own snapshot is measured without the screens.
 */
import type { LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import type { LoadContext } from '#server/load-context.ts';

async function loader({ request, context }: LoaderFunctionArgs): Promise<Response> {
  const customerId = Number(new URL(request.url).searchParams.get('customer'));
  const { snapshot } = context as unknown as LoadContext;
  const taken = await snapshot(async (trpc) => {
    await trpc.customer.get.prefetch({ customerId });
  });
  return Response.json(taken);
}

export const snapshotBuild: ServerBuild = {
  mode: 'production',
  entry: { module: { default: () => Promise.reject(new Error('there are no pages here')) } },
  routes: {
    snapshot: { id: 'snapshot', path: 'snapshot', module: { loader } as never },
  },
  assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
  publicPath: '/',
  assetsBuildDirectory: '',
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: true,
  },
  isSpaMode: false,
};
