import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { UndoButton } from '#app/features/customer/edit/undo-change.tsx';
import { activityInput, readFilter, writeFilter } from '#app/features/event/activity-filter.ts';
import { Activity } from '#app/features/event/activity.tsx';
import { isoDayIn } from '#app/i18n/format.ts';
import { prefetch } from '#app/lib/load.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';

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
        renderUndo={(event) => <Undo event={event} />}
      />
    </Hydrated>
  );
}

/** For who may do the compensating action now: the event says which one that is. */
function Undo({ event }: { event: TandemEvent }) {
  const actor = useActor();
  const customerId = event.subject.id;
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  if (customer === undefined || !canUndo(actor, event, customer)) return null;
  return <UndoButton target={{ customerId, version: customer.version, eventId: event.id }} />;
}

function canUndo(
  actor: ReturnType<typeof useActor>,
  { type }: TandemEvent,
  customer: CustomerDto,
): boolean {
  switch (type) {
    case 'customer.edited':
      return can.edit(actor);
    case 'customer.locked':
      return can.unlock(actor, customer);
    case 'customer.unlocked':
      return can.lock(actor, customer);
    default:
      return false;
  }
}
