const yearSeconds = 365 * 24 * 3600;

/**
 * Preferences of this browser, read by the server to render the first page right; no secrets. Values
 * are plain words: nothing needs escaping.
 */
export const preferenceCookies = {
  language: 'tandem_language',
  colorScheme: 'tandem_color_scheme',
  rail: 'tandem_rail',
} as const;

export type Preference = keyof typeof preferenceCookies;

export function rememberPreference(preference: Preference, value: string) {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${preferenceCookies[preference]}=${value}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`;
}

/** @param header a request's Cookie header, or `document.cookie` */
export function readPreference(header: string | null, preference: Preference): string | null {
  const name = `${preferenceCookies[preference]}=`;
  const pair = (header ?? '').split(/;\s*/).find((part) => part.startsWith(name));
  return pair === undefined ? null : pair.slice(name.length);
}
