import { useHydrated } from './use-hydrated.ts';

/**
 * First in a form: until the page listens, Enter sends nothing. A form whose first submit button is off
 * is not submitted by the browser itself, which would lead to a page that nobody made.
 */
export function EarlySubmitGuard() {
  return useHydrated() ? null : <button type="submit" disabled hidden />;
}
