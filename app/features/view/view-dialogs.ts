import { deferred } from '#app/components/deferred.tsx';

export const viewNameDialog = deferred(
  async () => (await import('./view-name-dialog.tsx')).ViewNameDialog,
);
export const removeViewDialog = deferred(
  async () => (await import('./remove-view-dialog.tsx')).RemoveViewDialog,
);
export const viewMenu = deferred(async () => (await import('./view-menu.tsx')).ViewMenu);
export const allViewsMenu = deferred(
  async () => (await import('./all-views-menu.tsx')).AllViewsMenu,
);
