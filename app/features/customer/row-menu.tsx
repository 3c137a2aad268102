import type { MouseEvent, ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '#app/components/shortcuts.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { menuAt } from './customer-menu.tsx';
import type { MenuProps } from './customer-menu-list.tsx';
import { customerIdOfRow, focusedRow, focusRow } from './list/row-focus.ts';

interface Props {
  rows: readonly CustomerRowDto[];
  /**
   * The same items as the gear's.
   * @param act takes a step of the menu: the focus is on the row before a dialog takes it
   */
  propsOf: (customer: CustomerRowDto, act: (step: () => void) => void) => MenuProps;
  children: ReactNode;
}

interface Asked {
  customer: CustomerRowDto;
  at: { x: number; y: number };
}

/** A row's menu by right click, at the pointer, and by key. With Shift the browser shows its own. */
export function RowMenus({ rows, propsOf, children }: Props) {
  const { t } = useTranslation('customer');
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = (customerId: number | null, at: Asked['at']): boolean => {
    const customer = rows.find(({ id }) => id === customerId);
    if (customer === undefined) return false;
    setAsked({ customer, at });
    return true;
  };
  const onContextMenu = (event: MouseEvent) => {
    if (event.shiftKey || isTouch(event) || hasMarkedText()) return;
    const customerId = customerIdOfRow(event.target);
    if (open(customerId, { x: event.clientX, y: event.clientY })) event.preventDefault();
  };
  const shortcut = { meaning: t('keys.menu'), group: 'list' } as const;
  useShortcut({ ...shortcut, keys: ['m', 'ContextMenu', 'shift+F10'] }, () => {
    const row = focusedRow();
    if (row === null) return false;
    const { left, bottom } = row.getBoundingClientRect();
    return open(customerIdOfRow(row), { x: Math.max(left, 0) + 48, y: bottom - 8 });
  });
  return (
    <>
      <div className="t-row-menus" onContextMenu={onContextMenu}>
        {children}
      </div>
      {asked === null ? null : (
        <ShownMenu
          key={asked.customer.id}
          asked={asked}
          propsOf={propsOf}
          // What the menu offers follows the row.
          customer={rows.find(({ id }) => id === asked.customer.id) ?? asked.customer}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

interface ShownProps extends Pick<Props, 'propsOf'> {
  asked: Asked;
  customer: CustomerRowDto;
  onClose: () => void;
}

function ShownMenu({ asked, customer, propsOf, onClose }: ShownProps) {
  const leave = () => {
    onClose();
    focusRow(customer.id);
  };
  const props = propsOf(customer, (step) => {
    leave();
    step();
  });
  return <menuAt.Component {...props} at={asked.at} onClose={leave} onMissing={onClose} />;
}

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
}

/** Who marked some text wants to copy it. */
function hasMarkedText(): boolean {
  return window.getSelection()?.isCollapsed === false;
}
