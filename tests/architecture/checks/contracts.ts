import type { Tree } from '../tree.ts';
import { paths, textOf } from '../tree.ts';
import { meaningsOf, textsOf } from './locales.ts';

/** What stands in two places and must be the same in both. Each check answers in both directions. */

export function bothWays(
  what: string,
  left: { name: string; items: Iterable<string> },
  right: { name: string; items: Iterable<string> },
): string[] {
  const a = new Set(left.items);
  const b = new Set(right.items);
  return [
    ...[...a].filter((item) => !b.has(item)).map((item) => `${what} ${item}: not in ${right.name}`),
    ...[...b].filter((item) => !a.has(item)).map((item) => `${what} ${item}: not in ${left.name}`),
  ];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

const errorFile = 'server/shared/errors.ts';

/** Architecture 7: one text per code, no text without a code. */
export function errorTexts(tree: Tree): string[] {
  const codes = matches(textOf(tree, errorFile), /^ {2}([A-Z][A-Z0-9_]+): \{ status/gm);
  const texts = [...meaningsOf(textsOf(tree, 'en')).keys()].flatMap((key) => {
    const code = /^error:(?:\w+\.)?([A-Z][A-Z0-9_]+)(?:\.\w+)?$/.exec(key)?.[1];
    return code === undefined ? [] : [code];
  });
  return bothWays(
    'error code',
    { name: errorFile, items: codes },
    { name: 'locales/en/error.json', items: texts },
  );
}

const feature = /^server\/features\/([^/]+)\//;
const camel = (noun: string) => noun.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function nounsWith(tree: Tree, file: string): string[] {
  return paths(tree, feature)
    .filter((path) => path.endsWith(`/${file}`))
    .map((path) => camel(feature.exec(path)?.[1] ?? ''));
}

/** Every event type is `noun.past` of the noun in whose folder it stands. */
export function eventNames(tree: Tree): string[] {
  return paths(tree, /^server\/features\/[^/]+\/events\.ts$/).flatMap((path) => {
    const noun = camel(feature.exec(path)?.[1] ?? '');
    return matches(textOf(tree, path), /^ {2}'?([\w.:-]+)'?: (?:z\.|[a-z])/gm)
      .filter((type) => type.includes('.') || type.includes(':') || type.includes('-'))
      .filter((type) => !new RegExp(`^${noun}\\.[a-z][A-Za-z]+$`).test(type))
      .map((type) => `${path}: "${type}" is not ${noun}.past`);
  });
}

/** Every event type has words in the activity. */
export function eventTexts(tree: Tree): string[] {
  const types = paths(tree, /^server\/features\/[^/]+\/events\.ts$/).flatMap((path) =>
    matches(textOf(tree, path), /^ {2}'([a-z]\w*\.\w+)': /gm),
  );
  const keys = [...textsOf(tree, 'en').keys()].filter((key) => key.startsWith('event:'));
  return types
    .filter((type) => !keys.some((key) => key.includes(`.${type}`) || key.includes(`:${type}`)))
    .map((type) => `event ${type}: no words in locales/en/event.json`);
}

/** Permissions are `noun:verb`, and the noun owns a folder. */
export function permissionNames(tree: Tree): string[] {
  const path = 'server/shared/permissions.ts';
  const list = /permissions = \[([\s\S]*?)\]/.exec(textOf(tree, path))?.[1] ?? '';
  const nouns = new Set(paths(tree, feature).map((file) => camel(feature.exec(file)?.[1] ?? '')));
  return matches(list, /'([^']+)'/g).flatMap((permission) => {
    const [, noun] = /^([a-z][A-Za-z]*):[a-z][A-Za-z]*$/.exec(permission) ?? [];
    if (noun === undefined) return [`${path}: "${permission}" is not noun:verb`];
    return nouns.has(noun) ? [] : [`${path}: "${permission}" has no feature "${noun}"`];
  });
}

/** appRouter has one line per feature with a router; keys are nouns, procedures verbs. */
export function procedureNames(tree: Tree): string[] {
  const keys = matches(textOf(tree, 'server/router.ts'), /^ {2}(\w+): \w+Router,$/gm);
  const procedures = paths(tree, /^server\/features\/[^/]+\/router\.ts$/).flatMap((path) =>
    matches(textOf(tree, path), /^ {2}'?([^\s:']+)'?: \w*[pP]rocedure\b/gm)
      .filter((name) => !/^[a-z][A-Za-z]*$/.test(name) || /^set[A-Z]/.test(name))
      .map((name) => `${path}: "${name}" is no verb`),
  );
  return [
    ...bothWays(
      'router',
      { name: 'server/router.ts', items: keys },
      { name: 'server/features', items: nounsWith(tree, 'router.ts') },
    ),
    ...procedures,
  ];
}

/** `.env.example` names what server/env.ts reads, commented out or not. */
export function envExample(tree: Tree, names: readonly string[]): string[] {
  return bothWays(
    'variable',
    { name: 'server/env.ts', items: names },
    {
      name: '.env.example',
      items: matches(textOf(tree, '.env.example'), /^#? ?([A-Z][A-Z0-9_]*)=/gm),
    },
  );
}

/** What a document tells people to run exists. */
export function documentedCommands(tree: Tree): string[] {
  const { scripts } = JSON.parse(textOf(tree, 'package.json')) as {
    scripts: Record<string, string>;
  };
  return paths(tree, /^[^/]+\.md$|^docs\/.*\.md$|^bench\/.*\.md$/).flatMap((path) => {
    const text = textOf(tree, path);
    return [...matches(text, /npm run ([\w:-]+)/g), ...matches(text, /npm (test|start)\b/g)]
      .filter((name) => scripts[name] === undefined)
      .map((name) => `${path}: no script "${name}"`);
  });
}

/** Product 1: one word per thing, in three languages, and the words to avoid. */
export const terms = [
  'company',
  'user',
  'customer',
  'organization',
  'lock / unlock',
  'block / activate',
  'lockout',
  'operation',
  'deposit / withdraw',
  'group',
  'tag',
  'event',
  'presence',
  'intent',
  'cabinet',
];

export function glossaryTerms(tree: Tree): string[] {
  const rows = new Map(
    textOf(tree, 'docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
      .map((cells) => [cells[0] ?? '', cells] as const),
  );
  return terms.flatMap((term) => {
    const cells = rows.get(term);
    if (cells === undefined) return [`docs/glossary.md: lacks "${term}"`];
    return cells.length === 5 && cells.every((cell) => cell !== '')
      ? []
      : [`docs/glossary.md: "${term}" needs a meaning, uk, ru and what to avoid`];
  });
}
