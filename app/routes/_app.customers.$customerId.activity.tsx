import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { activityInput, readFilter, writeFilter } from '#app/features/event/activity-filter.ts';
import { Activity } from '#app/features/event/activity.tsx';
import { isoDayIn } from '#app/i18n/format.ts';
import { prefetch } from '#app/lib/load.ts';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  // Without a session the layout's loader, which runs beside this one, leads to the sign-in.
  const timeZone = context.session?.company.timeZone ?? 'UTC';
  const today = isoDayIn(timeZone, new Date());
  const filter = readFilter(new URL(request.url).searchParams);
  const customerId = Number(params['customerId']);
  const snapshot = await prefetch(context, async (trpc) => {
    await trpc.event.list.prefetch(activityInput(customerId, filter, today));
    if (filter.authorId !== null) await trpc.event.listAuthors.prefetch({ customerId });
  });
  return { ...snapshot, today };
}

/** What happened to the customer, as far as the address asks for it. */
export default function CustomerActivity() {
  const { trpcState, today } = useLoaderData<typeof loader>();
  const customerId = Number(useParams()['customerId']);
  const [search, setSearch] = useSearchParams();
  return (
    <Hydrated state={trpcState}>
      <Activity
        customerId={customerId}
        filter={readFilter(search)}
        today={today}
        onFilter={(filter) => setSearch(writeFilter(filter), { preventScrollReset: true })}
        renderUndo={() => null}
      />
    </Hydrated>
  );
}
