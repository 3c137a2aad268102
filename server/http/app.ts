/**
 * Every route of the HTTP side, in order: headers, what operators ask, files, the API, pages.
 * Whatever writes must come from an allowed Origin.
 */
import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import { appRouter } from '#server/router.ts';
import type { ErrorCode } from '#server/shared/errors.ts';
import { toAppError } from '#server/infra/db/errors.ts';
import type { Logger } from '#server/infra/log.ts';
import type { FolderMailer } from '#server/infra/mail/mailer.ts';
import { withTranslatedErrors } from '#server/trpc/init.ts';
import { browserLanguage } from './browser-language.ts';
import { createDownloads } from './download.ts';
import { faultPage } from './fault-page.ts';
import type { FaultCode } from './fault-page.ts';
import { localsOf, securityHeaders } from './headers.ts';
import { serveKeptLetter } from './kept-letters.ts';
import { handOverLink, linkPages } from './link-hand-over.ts';
import type { Metrics } from './metrics.ts';
import type { ContextFactory, RequestRules } from './request.ts';
import { isOriginAllowed } from './request.ts';

const bodyMaxBytes = 1_000_000;
const batchMax = 20;

export interface AppOptions {
  log: Logger;
  rules: RequestRules;
  metrics: Metrics;
  createContext: ContextFactory;
  /** Answers whether requests should be sent here: the database answers, the stream is live. */
  isReady: () => Promise<boolean>;
  /** Built files of the browser, or the development server. */
  assets: RequestHandler;
  pages: RequestHandler;
  /** Where letters are files. */
  kept: FolderMailer | null;
  isDevelopment: boolean;
}

export function createApp(options: AppOptions): Express {
  const { metrics, rules, kept, isReady, assets, pages, isDevelopment } = options;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(metrics.observe, ...securityHeaders(isDevelopment));
  app.get('/healthz', (_request, response) => void response.type('text').send('ok'));
  app.get('/readyz', (_request, response) => {
    void isReady().then((ready) =>
      response
        .status(ready ? 200 : 503)
        .type('text')
        .send(ready ? 'ready' : 'not ready'),
    );
  });
  app.get('/metrics', metrics.serve);
  app.use(assets);
  app.use(refuseForeignWrites(rules));
  app.use('/trpc', createApi(options));
  app.get('/exports/:id/file', createDownloads(options));
  app.get(linkPages, handOverLink);
  app.get('/mail/:id/html', serveKeptLetter(kept));
  app.all('*', pages);
  app.use(answerErrors(options.log));
  return app;
}

/** A request that may change something says where it comes from, and that is one of ours. */
function refuseForeignWrites(rules: RequestRules): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    if (!isOriginAllowed(request, rules)) {
      return void response.status(403).json(errorBody('ORIGIN_REFUSED', localsOf(response)));
    }
    // Forms of other sites can't send JSON without asking first.
    if (request.path.startsWith('/trpc') && !request.is('application/json')) {
      return void response.status(415).json(errorBody('INVALID_INPUT', localsOf(response)));
    }
    next();
  };
}

/** Faults of ours; what a caller did wrong is told to the caller. */
const faultLevels: Readonly<Record<string, 'error' | 'warn' | undefined>> = {
  INTERNAL_SERVER_ERROR: 'error',
  SERVICE_UNAVAILABLE: 'warn',
};

function createApi({ createContext, log }: AppOptions): RequestHandler {
  return createExpressMiddleware({
    router: appRouter,
    maxBodySize: bodyMaxBytes,
    maxBatchSize: batchMax,
    createContext: ({ req, res }) =>
      withTranslatedErrors(() =>
        createContext(req, {
          requestId: localsOf(res).requestId,
          setCookie: (header) => res.append('Set-Cookie', header),
        }),
      ),
    onError: ({ error, path, ctx }) => {
      const level = faultLevels[error.code];
      if (level === undefined) return;
      (ctx?.log ?? log)[level]({ err: error.cause ?? error, path }, 'a procedure failed');
    },
  });
}

function errorBody(code: ErrorCode, { requestId }: { requestId: string }) {
  return { error: { message: code, data: { code, params: {}, requestId, issues: [] } } };
}

function answerErrors(log: Logger): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (cause, request, response, next) => {
    const { requestId } = localsOf(response);
    const [status, code] = statusOf(cause);
    const err = getTRPCErrorFromUnknown(cause);
    if (status >= 500) log.error({ err, requestId, path: request.path }, 'a page failed');
    if (response.headersSent) return next(cause);
    response.status(status);
    if (request.method !== 'GET' || request.accepts(['json', 'html']) !== 'html') {
      return void response.json(errorBody(code, { requestId }));
    }
    const language = browserLanguage(request);
    response.type('html').send(faultPage({ ...localsOf(response), code, language }));
  };
}

function statusOf(cause: unknown): [status: number, code: FaultCode] {
  // Express marks what the client got wrong (an address that can't be decoded) by a status.
  const status = cause instanceof Error && 'status' in cause ? cause.status : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500) return [status, 'INVALID_INPUT'];
  return toAppError(cause)?.code === 'SERVICE_UNAVAILABLE'
    ? [503, 'SERVICE_UNAVAILABLE']
    : [500, 'INTERNAL'];
}
