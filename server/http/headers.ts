/**
 * What every answer says to the browser, errors and files included: a content policy with a nonce of
 * its own, no framing, no sniffing, nothing kept in caches unless a route says so.
 */
import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { newRequestId } from './request.ts';

/** What the middleware leaves in `response.locals` for those behind it. */
export interface Locals {
  requestId: string;
  cspNonce: string;
}

export function localsOf(response: Response): Locals {
  return response.locals as Locals;
}

/** @param isDevelopment Vite's client needs inline scripts and a socket of its own */
export function securityHeaders(isDevelopment: boolean): RequestHandler[] {
  return [
    (_request: Request, response: Response, next: NextFunction) => {
      const locals: Locals = {
        requestId: newRequestId(),
        cspNonce: randomBytes(16).toString('base64'),
      };
      Object.assign(response.locals, locals);
      response.setHeader('X-Request-Id', locals.requestId);
      response.setHeader('Cache-Control', 'no-store');
      next();
    },
    helmet({
      contentSecurityPolicy: isDevelopment ? false : { useDefaults: false, directives: policy() },
      crossOriginEmbedderPolicy: false,
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
      xFrameOptions: { action: 'deny' },
    }),
  ];
}

function policy() {
  // helmet hands over node's response; ours is express's, which has the locals.
  const nonce = (_request: unknown, response: unknown) =>
    `'nonce-${localsOf(response as Response).cspNonce}'`;
  return {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    // A letter in its sandbox: nothing else of ours lets itself be framed.
    frameSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    imgSrc: ["'self'", 'data:'],
    manifestSrc: ["'self'"],
    objectSrc: ["'none'"],
    scriptSrc: ["'self'", nonce],
    scriptSrcAttr: ["'none'"],
    // React and Mantine set styles on elements; style elements carry the nonce.
    styleSrcElem: ["'self'", nonce],
    styleSrcAttr: ["'unsafe-inline'"],
  };
}
