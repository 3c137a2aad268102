import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import type { RenderHistory } from '../customer-fields.tsx';
import { FieldCards } from '../customer-fields.tsx';
import { prefetchRules } from './check-fields.ts';
import { DraftOffer } from './draft-offer.tsx';
import { EditToolbar } from './edit-toolbar.tsx';
import { FormConflicts } from './form-conflicts.tsx';
import { LivingFormContext } from './form-context.ts';
import type { FormStore } from './form-store.ts';
import { formOf, releaseForm } from './form-store.ts';
import { followLive } from './form-state.ts';
import { LivingRow } from './living-row.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import type { Wanted } from './resting-form.tsx';
import { SaveBar } from './save-bar.tsx';
import { UndoMerge } from './undo-merge.tsx';
import { useEditing } from './use-editing.ts';
import { useRestingPlace } from './resting-place.ts';
import { useSteadyFocus } from './use-steady-focus.ts';

interface Props {
  customer: CustomerDto;
  draft: DraftDto | null;
  /** False when the right to edit was taken away: what was typed stays readable. */
  canEdit: boolean;
  /** What was asked for while this was on its way. */
  start: Wanted | null;
  renderHistory: RenderHistory;
}

/** The General tab as a form that lives: see `form-state.ts` for what it promises. */
export function LivingForm({ customer, draft, canEdit, start, renderHistory }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const [store] = useState(() => formOf(customer));
  const editing = useEditing({ store, canEdit, start, root });
  const { form, opened, saving, stored, conflicts, problem, count } = editing;
  useFollowed(store, customer);
  useKeptOnLeaving(store, stored.status === 'failed');
  useSteadyFocus(root);
  useEffect(prefetchRules, []);
  useRestingPlace(root);
  return (
    <LivingFormContext.Provider value={form}>
      <div className="t-living-form" data-whole={opened.isWhole} ref={root}>
        {count > 0 ? <ProblemAlert store={store} problem={problem} /> : null}
        <EditToolbar
          isWhole={opened.isWhole}
          onEdit={form.isFixed ? null : () => opened.open('all')}
        />
        <FieldCards
          customer={customer}
          renderRow={(row) => (
            <LivingRow key={row.field ?? row.label} row={row} renderHistory={renderHistory} />
          )}
        />
        <div className="t-edit-bars">
          <DraftOffer customer={customer} draft={draft} stored={stored} />
          <SaveBar
            count={count}
            isWhole={opened.isWhole}
            isFixed={form.isFixed}
            isPending={saving.isPending}
            draft={stored.status}
            problem={problem}
            onSave={() => form.save()}
            onDiscard={editing.discard}
            onClose={opened.closeAll}
          />
        </div>
        <FormConflicts store={store} conflicts={conflicts} saving={saving} />
        <UndoMerge customerId={customer.id} />
      </div>
    </LivingFormContext.Provider>
  );
}

/** Before anything is drawn, so that no field lags behind the page. */
function useFollowed(store: FormStore, customer: CustomerDto) {
  useLayoutEffect(() => {
    store.update((state) => followLive(state, customer, store.authorOf));
  }, [store, customer]);
}

/** Leaving asks nothing, because nothing is lost; it says where it is. */
function useKeptOnLeaving(store: FormStore, isUnkept: boolean) {
  const { t } = useTranslation('customer');
  const message = t(isUnkept ? 'edit.unkeptOnLeaving' : 'edit.keptOnLeaving');
  const leave = useRef<() => void>(() => undefined);
  useEffect(() => {
    leave.current = () => {
      const { id } = store.state.live;
      const { pathname } = window.location;
      const own = `/customers/${String(id)}`;
      const isElsewhere = pathname !== own && !pathname.startsWith(`${own}/`);
      if (store.isDirty && isElsewhere) showToast({ message });
      releaseForm(id);
    };
  });
  useEffect(() => () => leave.current(), []);
}
