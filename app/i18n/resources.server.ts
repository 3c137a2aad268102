import type { Language } from '#server/shared/language.ts';
import { resources as en } from './resources.en.ts';
import { resources as ru } from './resources.ru.ts';
import type { Resources } from './settings.ts';
import { resources as uk } from './resources.uk.ts';

/** The server speaks to everyone: all languages at hand. */
export const resources: Record<Language, Resources> = { uk, en, ru };
