import { deferred } from '#app/components/deferred.tsx';

/** The dialog's form and rules come after the page. */
export const lockDialog = deferred(
  async () => (await import('./lock-customer-dialog.tsx')).LockCustomerDialog,
);
