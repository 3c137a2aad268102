/**
 * Words for people where the server writes them itself: in files, in letters, on the page of a fault. The texts are
 * the interface's own (`locales/`), so that a file says what the screen says. Where
 * a text has plural forms, the number decides as in the browser.
 */
import { readFileSync } from 'node:fs';
import { assert } from '#server/shared/assert.ts';
import type { Language } from '#server/shared/language.ts';
import { languages } from '#server/shared/language.ts';

export interface Words {
  /** Of `namespace:area.meaning`, with what the text names in `{{}}`; `count` chooses the plural. */
  text: (key: string, params?: Readonly<Record<string, string | number>>) => string;
  /** The name of an ISO 3166-1 alpha-2 country; an unknown code is its own name. */
  country: (code: string) => string;
}

const namespaces = ['batch', 'common', 'customer', 'error', 'export', 'letter'] as const;

function read(language: Language, namespace: string): unknown {
  const file = new URL(`../../locales/${language}/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const texts = new Map<string, unknown>(
  languages.flatMap((language) =>
    namespaces.map((namespace) => [`${language}/${namespace}`, read(language, namespace)] as const),
  ),
);

function find(language: Language, key: string): unknown {
  const [namespace = '', path = ''] = key.split(':');
  let found = texts.get(`${language}/${namespace}`);
  for (const part of path.split('.')) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, part) : undefined;
  }
  return found;
}

export function wordsIn(language: Language): Words {
  const plurals = new Intl.PluralRules(language);
  return {
    text: (key, params = {}) => {
      const { count } = params;
      const form = typeof count === 'number' ? plurals.select(count) : null;
      const found = find(language, key) ?? find(language, `${key}_${form}`);
      assert(typeof found === 'string', `no text for ${key} in ${language}`);
      return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name] ?? ''));
    },
    country: countryNames(language),
  };
}

function countryNames(language: Language): (code: string) => string {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' });
  const known = new Map<string, string>();
  const nameOf = (code: string) => {
    try {
      return names.of(code) ?? code;
    } catch {
      // A malformed code: what was stored says more than nothing.
      return code;
    }
  };
  return (code) => {
    const name = known.get(code) ?? nameOf(code);
    known.set(code, name);
    return name;
  };
}

/** The calendar day of an instant in a zone, YYYY-MM-DD. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(instant);
}
