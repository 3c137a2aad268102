import { Checkbox } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from '../full-name.ts';
import { useRowState } from './row-state.ts';
import { useIsSelected, usePageMark, useToggles } from './selection.tsx';

/** Chooses a customer; with Shift all from the one that was chosen last. */
export function RowCheckbox({ customer }: { customer: CustomerRowDto }) {
  const { t } = useTranslation('customer');
  const isSelected = useIsSelected(customer.id);
  const isRemoved = useRowState() === 'removed';
  const { toggle, toggleRange } = useToggles();
  const isRange = useRef(false);
  return (
    <Checkbox
      size="xs"
      className="t-customers-check"
      aria-label={t('selection.row', { name: fullName(customer) })}
      checked={isSelected}
      disabled={isRemoved && !isSelected}
      onClick={({ shiftKey }) => {
        isRange.current = shiftKey;
      }}
      onChange={() => (isRange.current ? toggleRange : toggle)(customer)}
    />
  );
}

/** The whole page at once. */
export function PageCheckbox() {
  const { t } = useTranslation('customer');
  const mark = usePageMark();
  const { togglePage } = useToggles();
  return (
    <Checkbox
      size="xs"
      className="t-customers-check"
      aria-label={t('selection.page')}
      checked={mark === 'all'}
      indeterminate={mark === 'some'}
      onChange={togglePage}
    />
  );
}
