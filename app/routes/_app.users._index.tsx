import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { UserSessionsDialog } from '#app/features/session/user-sessions-dialog.tsx';
import { UserSessionsItem } from '#app/features/session/user-sessions-item.tsx';
import { userEventHandler } from '#app/features/user/cache.ts';
import { UsersList } from '#app/features/user/list/users-list.tsx';
import { readUsersParams } from '#app/features/user/list/users-params.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { useActor } from '#app/lib/session.ts';
import { followEvents } from '#app/realtime/late-handlers.ts';
import { can } from '#server/features/session/policy.ts';
import type { UserRowDto } from '#server/features/user/schema.ts';

followEvents(userEventHandler);

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
  const actor = useActor();
  const [shown, setShown] = useState<UserRowDto | null>(null);
  return (
    <Hydrated state={trpcState}>
      <UsersList
        renderMenuItems={(user) =>
          can.endOf(actor, user) ? <UserSessionsItem onOpen={() => setShown(user)} /> : null
        }
      />
      {shown === null ? null : (
        <UserSessionsDialog
          user={{ id: shown.id, name: `${shown.firstName} ${shown.lastName}` }}
          onClose={() => setShown(null)}
        />
      )}
    </Hydrated>
  );
}
