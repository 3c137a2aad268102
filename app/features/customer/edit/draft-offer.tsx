import { useState } from 'react';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import { DraftBanner } from './draft-banner.tsx';
import { useLivingForm } from './form-context.ts';
import { useFormPart } from './form-store.ts';
import { restoreDraft } from './form-state.ts';
import { offeredFields } from './offered-fields.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  customer: CustomerDto;
  draft: DraftDto | null;
  stored: Draft;
}

/** Offers the stored draft once; whatever is being typed already is not asked about. */
export function DraftOffer({ customer, draft, stored }: Props) {
  const { store } = useLivingForm();
  const touched = useFormPart(store, (state) => state.touched);
  const [isDecided, setDecided] = useState(false);
  const fields = isDecided ? [] : offeredFields(draft, customer, touched);
  if (fields.length === 0 || draft === null) return null;
  return (
    <DraftBanner
      customer={customer}
      fields={fields}
      updatedAt={draft.updatedAt}
      onContinue={() => {
        setDecided(true);
        stored.takeOver(fields);
        store.update((state) => restoreDraft(state, fields, store.authorOf));
      }}
      onDiscard={() => {
        setDecided(true);
        stored.forget(fields.map(({ field }) => field));
      }}
    />
  );
}
