import type { i18n } from 'i18next';
import { createInstance } from 'i18next';
import type { Language } from '#server/shared/language.ts';
import type { Resources } from './settings.ts';
import { settings } from './settings.ts';

/**
 * A new instance: one per request on the server, so that no request speaks another's language.
 * Components find it through the provider; there is no global one.
 */
export async function createI18n(language: Language, resources: Resources): Promise<i18n> {
  const instance = createInstance();
  await instance.init({
    ...settings,
    lng: language,
    resources: { [language]: resources },
  });
  return instance;
}
