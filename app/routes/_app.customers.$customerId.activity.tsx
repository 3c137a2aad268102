import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { useLoaderData, useParams, useSearchParams } from '@remix-run/react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { UndoButton } from '#app/features/customer/edit/undo-change.tsx';
import { activityInput, readFilter, writeFilter } from '#app/features/event/activity-filter.ts';
import { Activity } from '#app/features/event/activity.tsx';
import { CompanyTimeNote, useCompanyDay } from '#app/i18n/company-time.tsx';
import { isoDayIn } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import { prefetch } from '#app/lib/load.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { getConnection } from '#app/realtime/connection.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';

interface Loaded {
  trpcState: unknown;
  /** The company's day; null where the page had to open without asking. */
  today: string | null;
}

export async function loader({ context, params, request }: LoaderFunctionArgs): Promise<Loaded> {
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

/** Offline the tab opens all the same: events have kept what is cached up to the cut. */
export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs): Promise<Loaded> {
  if (getConnection().state === 'offline') return { trpcState: undefined, today: null };
  return serverLoader<typeof loader>();
}

/** What happened to the customer, as far as the address asks for it. */
export default function CustomerActivity() {
  const { trpcState, today } = useLoaderData<typeof loader>();
  const todayHere = useCompanyDay()(new Date(useNow()).toISOString());
  const customerId = Number(useParams()['customerId']);
  const [search, setSearch] = useSearchParams();
  return (
    <Hydrated state={trpcState}>
      <CompanyTimeNote of="days" />
      <Activity
        customerId={customerId}
        filter={readFilter(search)}
        today={today ?? todayHere}
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
