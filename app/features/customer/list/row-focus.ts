/** Rows and cards bear the customer's id, whatever draws them. */
const rowAttribute = 'data-customer-id';

export function rowProps(customerId: number) {
  return { [rowAttribute]: customerId };
}

/** The row that has the focus, or has a part that does. */
export function focusedRow(): Element | null {
  return document.activeElement?.closest(`tr[${rowAttribute}]`) ?? null;
}

/** Whose row this is, or is a part of; null elsewhere. */
export function customerIdOfRow(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest(`tr[${rowAttribute}]`) : null;
  return row === null ? null : Number(row.getAttribute(rowAttribute));
}

export function focusedCustomerId(): number | null {
  return customerIdOfRow(document.activeElement);
}

/** Whether it is the row itself, and none of its links and buttons. */
export function isRowItselfFocused(): boolean {
  return document.activeElement?.matches(`tr[${rowAttribute}]`) === true;
}

/** @returns false when the row is not there */
export function focusRow(customerId: number): boolean {
  const row = document.querySelector<HTMLElement>(`tr[${rowAttribute}="${String(customerId)}"]`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
  return row !== null;
}
