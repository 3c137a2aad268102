import { Group } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { Outlet, useLoaderData, useMatches, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { usePrefetch } from '#app/components/deferred.tsx';
import { Hydrated } from '#app/components/hydrated.tsx';
import { CustomerHeader } from '#app/features/customer/customer-header.tsx';
import { CustomerTabs } from '#app/features/customer/customer-tabs.tsx';
import { fullName } from '#app/features/customer/full-name.ts';
import { LockButton } from '#app/features/customer/lock-button.tsx';
import { lockDialog } from '#app/features/customer/lock-dialog.ts';
import { useListPath } from '#app/features/customer/last-list.ts';
import { sendLinkButton } from '#app/features/customer/link/send-link-deferred.ts';
import { RemoveButton } from '#app/features/customer/remove/remove-button.tsx';
import { removeDialog, removedScreen } from '#app/features/customer/remove/remove-deferred.ts';
import { useRemoval } from '#app/features/customer/remove/removed-customers.ts';
import { useNoteRecent } from '#app/features/customer/palette/recent-customers.ts';
import { useCustomerReader } from '#app/features/customer/use-customer-reader.ts';
import { LatestActivity } from '#app/features/event/latest-activity.tsx';
import { MoneyButtons } from '#app/features/operation/money-buttons.tsx';
import { moneyDialog } from '#app/features/operation/money-dialogs.ts';
import type { MoneyKind } from '#app/features/operation/use-money-form.ts';
import { useNoteUnseen } from '#app/realtime/absence-changes.ts';
import { useUnseenChange } from '#app/realtime/absence-store.ts';
import { AbsenceStrip } from '#app/realtime/absence-strip.tsx';
import type { Section } from '#app/realtime/absence.ts';
import { IntentLine } from '#app/realtime/presence-intents.tsx';
import { useShowCustomer } from '#app/realtime/presence.ts';
import { WhoIsHere } from '#app/realtime/presence-people-list.tsx';
import type { RefusedPage } from '#app/lib/load.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { intents } from '#server/shared/presence.ts';
import { customerId as customerIdSchema } from '#server/features/customer/schema.ts';

export const handle: PageHandle = {
  title: (t, loaded) => (isNamed(loaded) ? loaded.name : t('customer:page.notFound')),
};

function isNamed(loaded: unknown): loaded is { name: string } {
  return typeof loaded === 'object' && loaded !== null && 'name' in loaded;
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const parsed = customerIdSchema.safeParse(Number(params['customerId']));
  if (!parsed.success) {
    const page: RefusedPage = {
      code: 'CUSTOMER_NOT_FOUND',
      params: {},
      requestId: context.requestId,
    };
    throw data(page, { status: 404 });
  }
  const customerId = parsed.data;
  let name = '';
  const snapshot = await prefetch(context, async (trpc) => {
    name = fullName(await trpc.customer.get.fetch({ customerId }));
    await trpc.event.list.prefetch({ customerId });
  });
  return { ...snapshot, customerId, name };
}

/** Between the tabs of one customer nothing has to be read again: events keep it current. */
export function shouldRevalidate({
  currentParams,
  nextParams,
  currentUrl,
  nextUrl,
}: ShouldRevalidateFunctionArgs) {
  if (currentUrl.href === nextUrl.href) return true;
  return currentParams['customerId'] !== nextParams['customerId'];
}

export default function CustomerLayout() {
  const { trpcState, customerId } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <CustomerOrTheirEnd key={customerId} customerId={customerId} />
    </Hydrated>
  );
}

/** A colleague may remove them while they are looked at. */
function CustomerOrTheirEnd({ customerId }: { customerId: number }) {
  const removal = useRemoval(customerId);
  usePrefetch(removedScreen);
  if (removal === null) return <CustomerPage customerId={customerId} />;
  return <removedScreen.Component customerId={customerId} removal={removal} />;
}

type Action = 'lock' | 'remove' | MoneyKind;

function CustomerPage({ customerId }: { customerId: number }) {
  useCustomerReader();
  useShowCustomer(customerId);
  useNoteRecent(customerId);
  const [action, setAction] = useState<Action | null>(null);
  const { data: customer } = trpc.customer.get.useQuery({ customerId });
  useNoteUnseen(customerId, customer?.version ?? 0);
  const tab = useTab();
  const open = useOpenSection(customerId, tab);
  const hasUnseenActivity = useUnseenChange(customerId, 'activity') !== null && tab === 'activity';
  usePrefetch(lockDialog, moneyDialog, removeDialog);
  if (customer === undefined) return null;
  return (
    <>
      <div className="t-customer-top">
        <CustomerHeader
          customer={customer}
          actions={
            <div className="t-intent-actions">
              <Group gap="xs">
                <LockButton customer={customer} onLock={() => setAction('lock')} />
                <MoneyButtons customerId={customerId} onChoose={setAction} />
                {customer.passwordStatus === 'reset' ? (
                  <sendLinkButton.Component customer={customer} />
                ) : null}
                <RemoveButton customerId={customerId} onRemove={() => setAction('remove')} />
              </Group>
              <IntentLine customerId={customerId} intents={intents} />
            </div>
          }
        />
        <AbsenceStrip customerId={customerId} onOpen={open} />
        <CustomerTabs customerId={customerId} />
      </div>
      <div className="t-customer-body" data-tab={tab}>
        <div
          className="t-customer-main"
          {...(hasUnseenActivity ? { 'data-unseen': 'activity', tabIndex: -1 } : {})}
        >
          <Outlet />
        </div>
        {tab === 'activity' ? null : (
          <aside className="t-customer-aside">
            <WhoIsHere customerId={customerId} />
            <LatestActivity customerId={customerId} />
          </aside>
        )}
      </div>
      {action === null ? null : (
        <ChosenDialog action={action} customer={customer} onClose={() => setAction(null)} />
      )}
    </>
  );
}

/** What is in the header is on every tab. */
function useOpenSection(customerId: number, tab: ReturnType<typeof useTab>) {
  const navigate = useNavigate();
  return (section: Section) => {
    if (section === 'header' || section === tab) return;
    const path = section === 'general' ? '' : '/activity';
    void navigate(`/customers/${String(customerId)}${path}`, { preventScrollReset: true });
  };
}

function useTab(): 'general' | 'account' | 'orders' | 'activity' {
  const id = useMatches().at(-1)?.id ?? '';
  if (id.endsWith('.activity')) return 'activity';
  if (id.endsWith('.orders')) return 'orders';
  return id.endsWith('.operations') ? 'account' : 'general';
}

interface ChosenDialogProps {
  action: Action;
  customer: CustomerDto;
  onClose: () => void;
}

function ChosenDialog({ action, customer, onClose }: ChosenDialogProps) {
  const navigate = useNavigate();
  const listPath = useListPath();
  if (action === 'remove') {
    return (
      <removeDialog.Component
        customer={customer}
        onClose={onClose}
        onMissing={onClose}
        onRemoved={() => void navigate(listPath)}
      />
    );
  }
  if (action === 'lock') {
    return <lockDialog.Component customer={customer} onClose={onClose} onMissing={onClose} />;
  }
  const { id, balance } = customer;
  return (
    <moneyDialog.Component
      kind={action}
      account={{ id, balance, name: fullName(customer) }}
      onClose={onClose}
      onMissing={onClose}
    />
  );
}
