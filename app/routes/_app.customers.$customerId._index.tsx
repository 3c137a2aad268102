import type { LoaderFunctionArgs } from '@remix-run/node';
import type { ClientLoaderFunctionArgs } from '@remix-run/react';
import { useLoaderData, useParams } from '@remix-run/react';
import { useState } from 'react';
import { Hydrated } from '#app/components/hydrated.tsx';
import type { RenderHistory } from '#app/features/customer/customer-fields.tsx';
import { livingForm } from '#app/features/customer/edit/living-form-deferred.ts';
import type { Wanted } from '#app/features/customer/edit/resting-form.tsx';
import { RestingForm } from '#app/features/customer/edit/resting-form.tsx';
import { LastChange } from '#app/features/event/last-change.tsx';
import { prefetch } from '#app/lib/load.ts';
import { useActor } from '#app/lib/session.ts';
import { trpc } from '#app/lib/trpc.ts';
import { getConnection } from '#app/realtime/connection.ts';
import { can } from '#server/features/customer/policy.ts';

export async function loader({ context, params }: LoaderFunctionArgs) {
  const customerId = Number(params['customerId']);
  return prefetch(context, (trpc) => trpc.draft.get.prefetch({ customerId }));
}

/** Offline the tab opens all the same: all it needs from the server is whether there is a draft. */
export async function clientLoader({ serverLoader }: ClientLoaderFunctionArgs) {
  if (getConnection().state === 'offline') return { trpcState: undefined };
  return serverLoader<typeof loader>();
}

/** General: every field, edited in its place. The layout has read the customer. */
export default function CustomerGeneral() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <General customerId={Number(useParams()['customerId'])} />
    </Hydrated>
  );
}

function General({ customerId }: { customerId: number }) {
  const canEdit = can.edit(useActor());
  // Once there is a form it stays, whatever becomes of the right: something may have been typed.
  const [hasForm] = useState(canEdit);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  const { data: draft = null } = trpc.draft.get.useQuery({ customerId }, { enabled: hasForm });
  const renderHistory: RenderHistory = (field) => (
    <LastChange customerId={customerId} field={field} />
  );
  if (customer === undefined) return null;
  const shared = { customer, draft, renderHistory };
  if (!hasForm) return <RestingForm {...shared} onWant={null} />;
  return (
    <livingForm.Component
      {...shared}
      canEdit={canEdit}
      start={wanted}
      onMissing={() => setWanted(null)}
      fallback={<RestingForm {...shared} onWant={setWanted} />}
    />
  );
}
