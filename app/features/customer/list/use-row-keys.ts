import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { flushSync } from 'react-dom';
import { useShortcut } from '#app/components/shortcuts.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { focusedCustomerId, focusRow, isRowItselfFocused } from './row-focus.ts';
import { useSelectionStore, useToggles } from './selection.tsx';

const group = 'list';

interface Options {
  rows: readonly CustomerRowDto[];
  /** Where the focus was, when it is elsewhere now; null for the top. */
  stepFromId: number | null;
  setCurrentId: (customerId: number) => void;
  /** Brings a row into sight that may not be drawn yet. */
  show: (index: number) => void;
}

/**
 * Rows by keyboard: one of them is in the tab order, J and K (or the arrows, from a row) lead from
 * one to the next, X chooses, Shift draws a range, Enter opens.
 */
export function useRowKeys({ rows, stepFromId, setCurrentId, show }: Options) {
  const { t } = useTranslation('customer');
  const navigate = useNavigate();
  const store = useSelectionStore();
  const { toggle, toggleRange } = useToggles();
  const focused = () => rows.find(({ id }) => id === focusedCustomerId());
  const step = (by: 1 | -1): CustomerRowDto | undefined => {
    const from = rows.findIndex(({ id }) => id === (focusedCustomerId() ?? stepFromId));
    const index = from === -1 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1);
    const row = rows[index];
    if (row === undefined) return undefined;
    // The row has to be drawn before it can have the focus.
    flushSync(() => setCurrentId(row.id));
    show(index);
    if (!focusRow(row.id)) requestAnimationFrame(() => focusRow(row.id));
    return row;
  };
  const byArrow = (by: 1 | -1) => (isRowItselfFocused() ? step(by) !== undefined : false);
  const extend = (by: 1 | -1) => {
    const from = focused();
    const to = step(by);
    if (from === undefined || to === undefined) return;
    if (!store.isSelected(from.id)) toggle(from);
    toggleRange(to);
  };
  const onFocused = (act: (row: CustomerRowDto) => void) => () => {
    const row = focused();
    if (row === undefined) return false;
    act(row);
    return true;
  };

  const next = { keys: ['j', 'ArrowDown'], meaning: t('keys.next'), group } as const;
  const previous = { keys: ['k', 'ArrowUp'], meaning: t('keys.previous'), group } as const;
  useShortcut(next, ({ key }) => (key === 'ArrowDown' ? byArrow(1) : step(1)));
  useShortcut(previous, ({ key }) => (key === 'ArrowUp' ? byArrow(-1) : step(-1)));
  useShortcut({ keys: 'x', meaning: t('keys.toggle'), group }, onFocused(toggle));
  useShortcut({ keys: 'shift+x', meaning: t('keys.range'), group }, onFocused(toggleRange));
  useShortcut({ keys: 'shift+j', meaning: t('keys.rangeDown'), group }, () => extend(1));
  useShortcut({ keys: 'shift+k', meaning: t('keys.rangeUp'), group }, () => extend(-1));
  useShortcut({ keys: 'Enter', meaning: t('keys.open'), group }, () => {
    const row = isRowItselfFocused() ? focused() : undefined;
    if (row === undefined) return false;
    void navigate(`/customers/${String(row.id)}`);
    return true;
  });
}
