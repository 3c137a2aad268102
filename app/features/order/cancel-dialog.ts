import { deferred } from '#app/components/deferred.tsx';

/** The dialog's form and rules come after the page. */
export const cancelDialog = deferred(
  async () => (await import('./cancel-order-dialog.tsx')).CancelOrderDialog,
);
