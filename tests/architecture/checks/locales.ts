import { languages } from '#server/shared/language.ts';
import type { Tree } from '../tree.ts';
import { paths, textOf } from '../tree.ts';

/** CLDR's categories of whole and fractional numbers, as i18next's JSON v4 names them. */
const categories: Record<string, readonly string[]> = {
  uk: ['one', 'few', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  en: ['one', 'other'],
};
const suffix = /_(zero|one|two|few|many|other)$/;

type Texts = ReadonlyMap<string, string>;

/** `namespace:area.meaning` → text, for one language. */
export function textsOf(tree: Tree, language: string): Texts {
  const texts = new Map<string, string>();
  for (const path of paths(tree, new RegExp(`^locales/${language}/[^/]+\\.json$`))) {
    const namespace = path.split('/').at(-1)?.replace('.json', '') ?? '';
    flatten(JSON.parse(textOf(tree, path)), `${namespace}:`, texts);
  }
  return texts;
}

function flatten(value: unknown, key: string, texts: Map<string, string>): void {
  if (typeof value === 'string') texts.set(key, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      flatten(inner, key.endsWith(':') ? `${key}${name}` : `${key}.${name}`, texts);
    }
  }
}

/** `customer:list.total` for `customer:list.total_few` where the key has plural forms. */
export function meaningsOf(texts: Texts): Map<string, Set<string>> {
  const meanings = new Map<string, Set<string>>();
  for (const key of texts.keys()) {
    const form = suffix.exec(key)?.[1];
    const meaning = form === undefined ? key : key.replace(suffix, '');
    const forms = meanings.get(meaning) ?? new Set<string>();
    if (form !== undefined) forms.add(form);
    meanings.set(meaning, forms);
  }
  return meanings;
}

/** Every language has every key, every form of number that it needs and no text without words. */
export function completeLocales(tree: Tree): string[] {
  const all = languages.map((language) => {
    const texts = textsOf(tree, language);
    return { language, texts, meanings: meaningsOf(texts) };
  });
  const keys = new Set(all.flatMap(({ meanings }) => [...meanings.keys()]));
  const faults: string[] = [];
  for (const { language, texts, meanings } of all) {
    for (const key of keys) if (!meanings.has(key)) faults.push(`${language}: lacks ${key}`);
    for (const [key, text] of texts) {
      if (text.trim() === '') faults.push(`${language}: ${key} is empty`);
    }
  }
  for (const key of keys) {
    const plural = all.some(({ meanings }) => (meanings.get(key)?.size ?? 0) > 0);
    for (const { language, meanings } of all) {
      const given = [...(meanings.get(key) ?? [])].sort().join(' ');
      const wanted = plural ? [...(categories[language] ?? [])].sort().join(' ') : '';
      if (meanings.has(key) && given !== wanted) {
        faults.push(`${language}: ${key} has the forms "${given}", not "${wanted}"`);
      }
    }
  }
  return faults;
}

/** What a text names is the same in every language. */
export function sameParameters(tree: Tree): string[] {
  const faults: string[] = [];
  const english = parametersOf(textsOf(tree, 'en'));
  for (const language of languages) {
    for (const [key, names] of parametersOf(textsOf(tree, language))) {
      const wanted = english.get(key);
      if (wanted !== undefined && wanted !== names) {
        faults.push(`${language}: ${key} names "${names}", English "${wanted}"`);
      }
    }
  }
  return faults;
}

/** Of a plural all forms together: "one" may say it without the number. */
function parametersOf(texts: Texts): Map<string, string> {
  const found = new Map<string, Set<string>>();
  for (const [key, text] of texts) {
    const meaning = key.replace(suffix, '');
    const names = found.get(meaning) ?? new Set<string>();
    for (const [, name] of text.matchAll(/\{\{-?\s*(\w+)[^}]*\}\}|<(\w+)>/g)) {
      if (name !== undefined) names.add(name);
    }
    found.set(meaning, names);
  }
  return new Map([...found].map(([key, names]) => [key, [...names].sort().join(' ')]));
}

const sources = /^(app|server)\/.*(?<!\.test)\.tsx?$/;

/** Every key with a namespace in code exists. (`noun:verb`, without a dot, may be a permission.) */
export function missingKeys(tree: Tree): string[] {
  const meanings = meaningsOf(textsOf(tree, 'en'));
  const namespaces = new Set([...meanings.keys()].map((key) => key.split(':')[0]));
  return paths(tree, sources).flatMap((path) =>
    [...textOf(tree, path).matchAll(/['"`]([a-z]\w*):(\w+(?:\.\w+)+)['"`]/g)].flatMap(
      ([, namespace = '', key = '']) => {
        const whole = `${namespace}:${key}`;
        return namespaces.has(namespace) && !meanings.has(whole)
          ? [`${path}: no text for ${whole}`]
          : [];
      },
    ),
  );
}

/**
 * A text is used if its key stands in code, whole or as the beginning (`status.${…}`) or the end
 * (`${…}.title`) of a template,
 * with its namespace or, behind `useTranslation('namespace')`, without.
 */
export function unusedKeys(tree: Tree): string[] {
  const code = paths(tree, sources)
    .map((path) => textOf(tree, path))
    .join('\n');
  const literals = new Set(
    [...code.matchAll(/(['"`])((?:[a-z]\w*:)?\w+(?:\.\w+)*)\1/g)].map(([, , text]) => text ?? ''),
  );
  const heads = [...code.matchAll(/`((?:[a-z]\w*:)?(?:\w+\.)*\w*)\$\{/g)].map(
    ([, head]) => head ?? '',
  );
  const tails = [...code.matchAll(/`\$\{[^}`]*\}((?:\.\w+)+)`/g)].map(([, tail]) => tail ?? '');
  const isUsed = (whole: string) => {
    const key = whole.slice(whole.indexOf(':') + 1);
    return (
      // A code comes from the server; that each has its text is a check of its own.
      /^error:[A-Z][A-Z0-9_]+$/.test(whole) ||
      tails.some((tail) => key.endsWith(tail)) ||
      literals.has(whole) ||
      literals.has(key) ||
      heads.some((head) =>
        head.includes(':') ? whole.startsWith(head) : head.endsWith('.') && key.startsWith(head),
      )
    );
  };
  return [...meaningsOf(textsOf(tree, 'en')).keys()]
    .filter((whole) => !isUsed(whole))
    .map((whole) => `en: nobody says ${whole}`);
}
