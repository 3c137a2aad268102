import type { TFunction } from 'i18next';

/** The namespaces that a title may take its words from. */
export type TitleWords = TFunction<
  [
    'common',
    'session',
    'customer',
    'operation',
    'event',
    'batch',
    'order',
    'password',
    'user',
    'mail',
    'company',
    'prro',
  ]
>;

/**
 * What a route says of itself: `export const handle: PageHandle = { title: (t) => t('customer:…') }`.
 * The deepest route with a title names the tab, again whenever the language changes.
 */
export interface PageHandle {
  /** @param data what the route's loader returned */
  title?: (t: TitleWords, data: unknown) => string;
}
