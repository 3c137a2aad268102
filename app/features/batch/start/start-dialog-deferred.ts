import { deferred } from '#app/components/deferred.tsx';

/** The dialog's forms and rules come after the page. */
export const startDialog = deferred(async () => (await import('./start-dialog.tsx')).StartDialog);
