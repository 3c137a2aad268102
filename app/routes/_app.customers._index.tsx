import { useCallbackRef } from '@mantine/hooks';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react';
import { useLoaderData } from '@remix-run/react';
import { useCallback, useState } from 'react';
import { Hydrated } from '#app/components/hydrated.tsx';
import { usePrefetch } from '#app/components/deferred.tsx';
import { batchesInput } from '#app/features/batch/batches-input.ts';
import { ListDock } from '#app/features/batch/list-dock.tsx';
import type { Selected } from '#app/features/batch/selected.ts';
import { CustomerMenu, menuAt, menuList } from '#app/features/customer/customer-menu.tsx';
import { CustomersList } from '#app/features/customer/customers-list.tsx';
import { filterNamesInput } from '#app/features/customer/filter/filter-names.ts';
import { fullName } from '#app/features/customer/full-name.ts';
import { useRememberList } from '#app/features/customer/last-list.ts';
import {
  useListAddress,
  useListParams,
  useWantedList,
} from '#app/features/customer/list-address.ts';
import type { ChosenView } from '#app/features/customer/list-params.ts';
import {
  readChosenView,
  readListParams,
  withChosenView,
  withListParams,
  writeListParams,
} from '#app/features/customer/list-params.ts';
import type { Selection } from '#app/features/customer/list/selection.tsx';
import { SelectionProvider, useSelection } from '#app/features/customer/list/selection.tsx';
import { LockButton } from '#app/features/customer/lock-button.tsx';
import { shownColumns } from '#app/features/customer/list/list-columns.ts';
import { lockDialog } from '#app/features/customer/lock-dialog.ts';
import { removeDialog } from '#app/features/customer/remove/remove-deferred.ts';
import { PeekBeside } from '#app/features/customer/peek/peek-beside.tsx';
import { PeekButton } from '#app/features/customer/peek/peek-button.tsx';
import { peekPanel } from '#app/features/customer/peek/peek-deferred.ts';
import { isSameList, usePeek } from '#app/features/customer/peek/use-peek.ts';
import { RowMenus } from '#app/features/customer/row-menu.tsx';
import { useUnlockAction } from '#app/features/customer/use-unlock-action.ts';
import { DraftsLine } from '#app/features/draft/drafts-line.tsx';
import { draftsInput } from '#app/features/draft/use-drafts.ts';
import { LatestActivity } from '#app/features/event/latest-activity.tsx';
import { MoneyButtons } from '#app/features/operation/money-buttons.tsx';
import { ExportButton } from '#app/features/export/export-button.tsx';
import { exportDialog } from '#app/features/export/export-dialog-deferred.ts';
import type { Exported } from '#app/features/export/exported.ts';
import { moneyDialog, moneyMenuItems } from '#app/features/operation/money-dialogs.ts';
import type { MoneyKind } from '#app/features/operation/use-money-form.ts';
import { ViewsBar } from '#app/features/view/views-bar.tsx';
import { prefetch, refusalOf } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';
import { MissedLine } from '#app/realtime/absence-missed.tsx';
import type { CustomerRowDto, ListCustomersQuery } from '#server/features/customer/schema.ts';

export const handle: PageHandle = { title: (t) => t('customer:list.title') };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  return prefetch(context, async (trpc) => {
    const [{ pageSize, defaultViewId }, views] = await Promise.all([
      trpc.layout.get.fetch(),
      trpc.view.list.fetch(),
    ]);
    const opened = searchParams.size > 0 ? null : views.find(({ id }) => id === defaultViewId);
    if (opened) throw redirect(listPath({ ...opened.params, pageSize }, opened.id, pageSize));
    const params = readListParams(searchParams, pageSize);
    const names = filterNamesInput(params.filter);
    try {
      await trpc.customer.list.fetch(params);
      await trpc.draft.list.prefetch(draftsInput);
      await trpc.batch.list.prefetch(batchesInput);
      if (names.tags !== null) await trpc.tag.list.prefetch(names.tags);
      if (names.organizations !== null) await trpc.organization.list.prefetch(names.organizations);
    } catch (error) {
      if (params.cursor !== undefined && refusalOf(error)?.code === 'INVALID_INPUT') {
        // A place in the list that is none (an old or mistyped link) leads to the list's beginning.
        const view = readChosenView(searchParams) ?? 'all';
        throw redirect(listPath(withListParams(params, {}), view, pageSize));
      }
      throw error;
    }
  });
}

/** Who is peeked at stands in the address, and changes nothing of the list. */
export function shouldRevalidate(args: ShouldRevalidateFunctionArgs) {
  return isSameList(args.currentUrl, args.nextUrl) ? false : args.defaultShouldRevalidate;
}

function listPath(
  params: ListCustomersQuery,
  view: ChosenView,
  pageSize: ListCustomersQuery['pageSize'],
): string {
  const search = withChosenView(writeListParams(params, pageSize), view).toString();
  return search === '' ? '/customers' : `/customers?${search}`;
}

/** What was chosen in a row's menu. */
interface Choice {
  action: 'lock' | 'remove' | MoneyKind;
  customer: CustomerRowDto;
}

export default function CustomersPage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <Customers />
    </Hydrated>
  );
}

function Customers() {
  const params = useListParams();
  useRememberList();
  const [choice, setChoice] = useState<Choice | null>(null);
  const { data } = trpc.customer.list.useQuery(params);
  const rows = data?.rows ?? [];
  const peek = usePeek();
  const showPeek = useCallbackRef(peek.show);
  const { unlock } = useUnlockAction();
  usePrefetch(peekPanel, menuList, menuAt, moneyMenuItems, lockDialog, moneyDialog, removeDialog);
  const menuOf = useCallback(
    (customer: CustomerRowDto, act: Act = (step) => step()) => ({
      customer,
      onPeek: () => act(() => showPeek(customer.id)),
      onLock: () => act(() => setChoice({ action: 'lock', customer })),
      onUnlock: () => act(() => unlock(customer)),
      onRemove: () => act(() => setChoice({ action: 'remove', customer })),
      children: (
        <moneyMenuItems.Component
          customerId={customer.id}
          onChoose={(action) => act(() => setChoice({ action, customer }))}
        />
      ),
    }),
    [unlock, showPeek],
  );
  const renderActions = useCallback(
    (customer: CustomerRowDto) => (
      <div className="t-row-actions">
        <PeekButton customer={customer} onPeek={() => showPeek(customer.id)} />
        <CustomerMenu {...menuOf(customer)} />
      </div>
    ),
    [menuOf, showPeek],
  );
  return (
    <>
      <MissedLine />
      <DraftsLine />
      <PeekBeside
        peek={peek}
        rows={rows}
        renderActions={(customer) => (
          <>
            <LockButton
              customer={customer}
              onLock={() => setChoice({ action: 'lock', customer })}
            />
            <MoneyButtons
              customerId={customer.id}
              onChoose={(action) => setChoice({ action, customer })}
            />
          </>
        )}
        renderActivity={(customerId) => <LatestActivity customerId={customerId} />}
      >
        <SelectionProvider params={params}>
          <RowMenus rows={rows} propsOf={menuOf}>
            <CustomersList
              params={params}
              renderActions={renderActions}
              views={<Views />}
              tools={<ListExport params={params} />}
            />
          </RowMenus>
          <SelectionDock params={params} />
        </SelectionProvider>
      </PeekBeside>
      {choice === null ? null : <ChosenDialog choice={choice} onClose={() => setChoice(null)} />}
    </>
  );
}

/** Takes a step that was chosen in a menu. */
type Act = (step: () => void) => void;

/** A view is a question and its name: the page of the list belongs to neither. */
function Views() {
  const { params, view } = useWantedList();
  const { searchOf } = useListAddress();
  const { cursor: _cursor, pageSize, ...question } = params;
  return (
    <ViewsBar
      question={question}
      chosenId={view === 'all' ? null : view}
      searchOf={(asked, viewId) => searchOf({ ...asked, pageSize }, viewId)}
    />
  );
}

/** What can be done with those who are chosen. */
function SelectionDock({ params }: { params: ListCustomersQuery }) {
  const selection = useSelection();
  const selected = selectedOf(selection);
  const exported = useExported(params, selected);
  return (
    <ListDock
      selected={selected}
      onClear={selection.clear}
      renderExport={(onClose) => (
        <exportDialog.Component exported={exported} onClose={onClose} onMissing={onClose} />
      )}
    />
  );
}

function ListExport({ params }: { params: ListCustomersQuery }) {
  return <ExportButton exported={useExported(params, selectedOf(useSelection()))} />;
}

/** What the list can be taken out as: its question, its columns, and those who are chosen. */
function useExported(params: ListCustomersQuery, chosen: Selected | null): Exported {
  const { data: page } = trpc.customer.list.useQuery(params);
  const { data: layout } = trpc.layout.get.useQuery();
  const { search, filter, sort, direction } = params;
  return {
    kind: 'customers',
    question: { search, filter, sort, direction },
    total: page?.total ?? null,
    totalIsCapped: page?.totalIsCapped ?? false,
    columns: shownColumns({ columns: layout?.columns ?? null }).map(({ id }) => id),
    chosen,
  };
}

function selectedOf({ kind, rows, matching, widening, count }: Selection): Selected | null {
  if (kind === 'matching' && matching !== null) {
    return { kind, selectionId: matching.selectionId, count };
  }
  if (kind !== 'named') return null;
  const named = [...rows.values()].map(({ id, version }) => ({ customerId: id, version }));
  return { kind, rows: named, count, isWidening: widening !== null };
}

interface ChosenDialogProps {
  choice: Choice;
  onClose: () => void;
}

/** The dialog follows the customer while it is open: events keep balance and version current. */
function ChosenDialog({ choice, onClose }: ChosenDialogProps) {
  const { data } = trpc.customer.get.useQuery({ customerId: choice.customer.id });
  const customer = data ?? choice.customer;
  if (choice.action === 'lock') {
    return <lockDialog.Component customer={customer} onClose={onClose} onMissing={onClose} />;
  }
  if (choice.action === 'remove') {
    return (
      <removeDialog.Component
        customer={customer}
        onClose={onClose}
        onMissing={onClose}
        onRemoved={onClose}
      />
    );
  }
  const { id, balance } = customer;
  return (
    <moneyDialog.Component
      kind={choice.action}
      account={{ id, balance, name: fullName(customer) }}
      onClose={onClose}
      onMissing={onClose}
    />
  );
}
