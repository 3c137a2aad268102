import { deferred } from '#app/components/deferred.tsx';

/** The dialog and its form come after the page. */
export const exportDialog = deferred(
  async () => (await import('./export-dialog.tsx')).ExportDialog,
);
