/** Rows and cards bear the customer's id, whatever draws them. */
const rowAttribute = 'data-customer-id';

export function rowProps(customerId: number) {
  return { [rowAttribute]: customerId };
}

/** The customer of the row that has the focus, or has a part that does; null elsewhere. */
export function focusedCustomerId(): number | null {
  const row = document.activeElement?.closest(`tr[${rowAttribute}]`);
  return row ? Number(row.getAttribute(rowAttribute)) : null;
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
