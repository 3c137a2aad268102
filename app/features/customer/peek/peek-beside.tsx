import { useCallbackRef } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '#app/components/shortcuts.ts';
import type { CustomerDto, CustomerRowDto } from '#server/features/customer/schema.ts';
import { focusedCustomerId, focusRow, isRowItselfFocused } from '../list/row-focus.ts';
import { peekPanel } from './peek-deferred.ts';
import type { Peek } from './use-peek.ts';
import './peek.css';

interface Props {
  peek: Peek;
  rows: readonly CustomerRowDto[];
  /** What may be done, and what other nouns tell of the customer: the route puts it together. */
  renderActions: (customer: CustomerDto) => ReactNode;
  renderActivity: (customerId: number) => ReactNode;
  children: ReactNode;
}

/** So long one rests on a row before the panel follows: a held J reads nobody on the way. */
const restMs = 150;

/** The list, and beside it the customer who is peeked at; the panel follows the row with the focus. */
export function PeekBeside({ peek, rows, renderActions, renderActivity, children }: Props) {
  const { customerId, close, show } = peek;
  usePeekKeys(peek);
  useFollowFocus(customerId, show);
  const leave = () => {
    close();
    if (customerId !== null) focusRow(customerId);
  };
  return (
    <div className="t-beside" data-peeking={customerId !== null}>
      <div className="t-beside-list">{children}</div>
      {customerId === null ? null : (
        <peekPanel.Component
          customerId={customerId}
          row={rows.find(({ id }) => id === customerId) ?? null}
          onClose={leave}
          onMissing={close}
          renderActions={renderActions}
          renderActivity={renderActivity}
        />
      )}
    </div>
  );
}

function usePeekKeys({ customerId, show, close }: Peek) {
  const { t } = useTranslation('customer');
  const group = 'list';
  const peekAtFocused = () => {
    const focused = focusedCustomerId();
    if (focused === null) return false;
    show(focused);
    return true;
  };
  useShortcut({ keys: ['p', 'space'], meaning: t('keys.peek'), group }, ({ key }) =>
    key === ' ' && !isRowItselfFocused() ? false : peekAtFocused(),
  );
  useShortcut(
    { keys: 'Escape', meaning: t('keys.closePeek'), group },
    () => {
      close();
      if (customerId !== null) focusRow(customerId);
    },
    customerId !== null,
  );
}

function useFollowFocus(customerId: number | null, onRow: (customerId: number) => void) {
  const show = useCallbackRef(onRow);
  const isOpen = customerId !== null;
  useEffect(() => {
    if (!isOpen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const focused = focusedCustomerId();
        if (focused !== null && isRowItselfFocused()) show(focused);
      }, restMs);
    };
    document.addEventListener('focusin', follow);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('focusin', follow);
    };
  }, [isOpen, show]);
}
