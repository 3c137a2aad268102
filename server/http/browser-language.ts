import type { Request } from 'express';
import type { Language } from '#server/shared/language.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import { cookieOf } from './request.ts';

/** Written by the browser's language menu as well (app/lib/cookie.ts). */
export const languageCookieName = 'tandem_language';
const yearSeconds = 365 * 24 * 3600;

/** The Set-Cookie header of a choice. */
export function languageCookie(language: Language): string {
  return `${languageCookieName}=${language}; Max-Age=${yearSeconds}; Path=/; SameSite=Lax`;
}

/** Where no profile says it: what was chosen in this browser, else what the browser asks for. */
export function browserLanguage(request: Request): Language {
  const chosen = cookieOf(request, languageCookieName);
  if (isLanguage(chosen)) return chosen;
  const accepted = request.acceptsLanguages(['uk', 'en', 'ru']);
  return isLanguage(accepted) ? accepted : defaultLanguage;
}
