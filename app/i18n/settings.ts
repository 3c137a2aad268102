import type { InitOptions } from 'i18next';
import { languages } from '#server/shared/language.ts';

export const namespaces = [
  'common',
  'session',
  'error',
  'user',
  'customer',
  'operation',
  'order',
  'draft',
  'event',
  'mail',
  'password',
  'presence',
  'palette',
  'view',
  'batch',
  'export',
  'company',
  'prro',
] as const;

export type Resources = Record<string, object>;

/** The same for the server's instances and the tab's one: else the two would say different words. */
export const settings = {
  supportedLngs: [...languages],
  fallbackLng: false,
  ns: [...namespaces],
  defaultNS: 'common',
  // Error codes hold underscores; they are no contexts. Plurals keep their `_one`, `_few` …
  contextSeparator: '~',
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  // Everything is at hand when the instance is made: nothing is fetched later.
  initAsync: false,
  showSupportNotice: false,
} satisfies InitOptions & { showSupportNotice: boolean };
