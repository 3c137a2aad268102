/**
 * Where to go after signing in: a path of our own, or the start page. `next=` comes from the
 * address, so anybody can write it; another site in it must lead nowhere.
 */
export function ownPath(next: string | null, fallback = '/customers'): string {
  if (next === null || !next.startsWith('/')) return fallback;
  // Browsers read `//host`, `/\host` and control characters as a way out; so does URL.
  const base = 'http://own.invalid';
  if (!URL.canParse(next, base)) return fallback;
  const url = new URL(next, base);
  if (url.origin !== base || url.pathname.startsWith('//')) return fallback;
  if (url.pathname === '/sign-in') return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}
