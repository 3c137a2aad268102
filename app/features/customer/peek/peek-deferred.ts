import { deferred } from '#app/components/deferred.tsx';

export const peekPanel = deferred(async () => (await import('./peek-panel.tsx')).PeekPanel);
