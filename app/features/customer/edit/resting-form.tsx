import type { CustomerDto } from '#server/features/customer/schema.ts';
import type { DraftDto } from '#server/features/draft/schema.ts';
import type { EditableField } from '#server/shared/customer-fields.ts';
import type { RenderHistory } from '../customer-fields.tsx';
import { CustomerFields } from '../customer-fields.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { EditToolbar } from './edit-toolbar.tsx';
import { offeredFields } from './offered-fields.ts';
import { restingPlace } from './resting-place.ts';

/** What the reader asked for before the form was there: one field, or all of them. */
export type Wanted = EditableField | 'all';

interface Props {
  customer: CustomerDto;
  draft: DraftDto | null;
  renderHistory: RenderHistory;
  /** Null where the reader may not edit. */
  onWant: ((wanted: Wanted) => void) | null;
}

/** The page before anybody edits: it looks like the form that takes its place. */
export function RestingForm({ customer, draft, renderHistory, onWant }: Props) {
  const offered = onWant === null ? [] : offeredFields(draft, customer);
  return (
    <div className="t-living-form" {...restingPlace}>
      <EditToolbar isWhole={false} onEdit={onWant === null ? null : () => onWant('all')} />
      <CustomerFields customer={customer} renderHistory={renderHistory} onEdit={onWant} />
      <div className="t-edit-bars">
        {offered.length === 0 || draft === null ? null : (
          <DraftBanner
            customer={customer}
            fields={offered}
            updatedAt={draft.updatedAt}
            onContinue={null}
            onDiscard={null}
          />
        )}
      </div>
    </div>
  );
}
