/**
 * Where a link to set a password leads first: the token moves from the address into a short-lived
 * cookie that no script reads, and the address goes on without it, so that it stands in no history,
 * Referer, page or log. Nothing is looked up and nothing used: a mail scanner that follows the link
 * spoils it for nobody.
 */
import type { RequestHandler } from 'express';
import { isLinkToken, linkCookie } from '#server/infra/auth/password-link.ts';

export const handOverLink: RequestHandler = (request, response, next) => {
  const { token } = request.query;
  if (token === undefined) return next();
  // What is no token takes the one before away: the page must not show another link's account.
  response.append('Set-Cookie', linkCookie(isLinkToken(token) ? token : null));
  response.redirect(303, '/set-password');
};
