const minuteSeconds = 60;
const yearSeconds = 365 * 24 * 3600;

/**
 * Preferences of this browser, read by the server to render the first page right; no secrets. Values
 * are plain words: nothing needs escaping.
 */
export const preferenceCookies = {
  language: 'tandem_language',
  /** Chosen a moment ago, on its way into the profile: a page that is asked for now speaks it. */
  nextLanguage: 'tandem_language_next',
  colorScheme: 'tandem_color_scheme',
  /** The same for the theme. */
  nextColorScheme: 'tandem_color_scheme_next',
  rail: 'tandem_rail',
} as const;

export type Preference = keyof typeof preferenceCookies;

export function rememberPreference(preference: Preference, value: string) {
  const isOnItsWay = preference === 'nextLanguage' || preference === 'nextColorScheme';
  write(preference, value, isOnItsWay ? minuteSeconds : yearSeconds);
}

export function forgetPreference(preference: Preference) {
  write(preference, '', 0);
}

function write(preference: Preference, value: string, maxAgeSeconds: number) {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `${preferenceCookies[preference]}=${value}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${secure}`;
}

/** @param header a request's Cookie header, or `document.cookie` */
export function readPreference(header: string | null, preference: Preference): string | null {
  const name = `${preferenceCookies[preference]}=`;
  const pair = (header ?? '').split(/;\s*/).find((part) => part.startsWith(name));
  return pair === undefined ? null : pair.slice(name.length);
}
