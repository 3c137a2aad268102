import { deferred } from '#app/components/deferred.tsx';

/** The dialog's form and rules come after the page. */
export const removeDialog = deferred(
  async () => (await import('./remove-customer-dialog.tsx')).RemoveCustomerDialog,
);

export const removedScreen = deferred(
  async () => (await import('./removed-screen.tsx')).RemovedScreen,
);
