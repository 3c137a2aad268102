import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { UsersList } from '#app/features/user/list/users-list.tsx';
import { readUsersParams } from '#app/features/user/list/users-params.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';

export const handle: PageHandle = { title: (t) => t('user:list.title') };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  return prefetch(context, async (trpc) => {
    const { pageSize } = await trpc.layout.get.fetch();
    await trpc.user.list.fetch(readUsersParams(searchParams, pageSize));
  });
}

export default function UsersPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <UsersList />
    </Hydrated>
  );
}
