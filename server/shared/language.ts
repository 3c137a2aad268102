/** The languages of the product; the first is the default (product.md, head). */
export const languages = ['uk', 'en', 'ru'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'uk';

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}
