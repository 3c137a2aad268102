import { deferred } from '#app/components/deferred.tsx';

/** Few customers wait for a password: the button and its words come after the page. */
export const sendLinkButton = deferred(
  async () => (await import('./send-link-button.tsx')).SendLinkButton,
);
