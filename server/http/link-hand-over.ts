/**
 * Where a link to set a password leads first: the token moves from the address into a short-lived
 * cookie that no script reads, and the address goes on without it, so that it stands in no history,
 * Referer, page or log. Nothing is looked up and nothing used: a mail scanner that follows the link
 * spoils it for nobody. The letter's language becomes the browser's, unless one was chosen there.
 */
import type { RequestHandler } from 'express';
import { isLinkToken, linkCookie } from '#server/infra/auth/password-link.ts';
import { isLanguage } from '#server/shared/language.ts';
import { languageCookie, languageCookieName } from './browser-language.ts';
import { cookieOf } from './request.ts';

/** Of users and of customers: one cookie, whose page finds the token in its own table alone. */
export const linkPages = ['/set-password', '/cabinet/set-password'];

export const handOverLink: RequestHandler = (request, response, next) => {
  const { token, language } = request.query;
  if (token === undefined) return next();
  // What is no token takes the one before away: the page must not show another link's account.
  response.append('Set-Cookie', linkCookie(isLinkToken(token) ? token : null));
  if (isLanguage(language) && cookieOf(request, languageCookieName) === undefined) {
    response.append('Set-Cookie', languageCookie(language));
  }
  // The router takes an address in capitals, and with a slash at its end, as well.
  const asked = request.path.toLowerCase().replace(/\/$/, '');
  const page = linkPages.find((path) => path === asked);
  response.redirect(303, page ?? '/set-password');
};
