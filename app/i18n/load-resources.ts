import type { Language } from '#server/shared/language.ts';
import type { Resources } from './settings.ts';

const chunks: Record<Language, () => Promise<{ resources: Resources }>> = {
  uk: () => import('./resources.uk.ts'),
  en: () => import('./resources.en.ts'),
  ru: () => import('./resources.ru.ts'),
};

/** The words of one language, as a chunk of their own. */
export async function loadResources(language: Language): Promise<Resources> {
  const { resources } = await chunks[language]();
  return resources;
}

const signInChunks: Record<Language, () => Promise<{ resources: Resources }>> = {
  uk: () => import('./resources.sign-in.uk.ts'),
  en: () => import('./resources.sign-in.en.ts'),
  ru: () => import('./resources.sign-in.ru.ts'),
};

/** For the page that asks who one is: signing in loads the next page anew, with all words. */
export async function loadSignInResources(language: Language): Promise<Resources> {
  const { resources } = await signInChunks[language]();
  return resources;
}
