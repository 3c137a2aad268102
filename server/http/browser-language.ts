import type { Request } from 'express';
import type { Language } from '#server/shared/language.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import { cookieOf } from './request.ts';

/** Where no profile says it: what was chosen in this browser, else what the browser asks for. */
export function browserLanguage(request: Request): Language {
  const chosen = cookieOf(request, 'tandem_language');
  if (isLanguage(chosen)) return chosen;
  const accepted = request.acceptsLanguages(['uk', 'en', 'ru']);
  return isLanguage(accepted) ? accepted : defaultLanguage;
}
