import { deferred } from '#app/components/deferred.tsx';

/** The dialogs' forms and rules come after the page. */
export const moneyDialog = deferred(async () => (await import('./money-dialog.tsx')).MoneyDialog);

export const reverseDialog = deferred(
  async () => (await import('./reverse-dialog.tsx')).ReverseDialog,
);

export const moneyMenuItems = deferred(
  async () => (await import('./money-menu-items.tsx')).MoneyMenuItems,
);
