/**
 * Server-rendered pages. Loaders reach the rest of the server through what is made here: a snapshot
 * whose data and stream cursor belong together. Remix's code is bundled and this is not, so nothing
 * of the server's runtime exists twice.
 */
import type { Request, RequestHandler } from 'express';
import { createServerSideHelpers } from '@trpc/react-query/server';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import { formatCursor } from '#server/infra/events/cursor.ts';
import { watermarkSql } from '#server/infra/events/read.ts';
import type { Db } from '#server/infra/db/client.ts';
import type { LoadContext, Snapshot } from '#server/load-context.ts';
import { appRouter } from '#server/router.ts';
import { assert } from '#server/shared/assert.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';
import type { Language } from '#server/shared/language.ts';
import { describeSession } from '#server/features/session/use-cases/describe-session.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { localsOf } from './headers.ts';
import type { ContextFactory } from './request.ts';

export interface PagesOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  createContext: ContextFactory;
  mode: 'production' | 'development';
}

export function createPages({ build, createContext, mode }: PagesOptions): RequestHandler {
  return createRequestHandler({
    build,
    mode,
    getLoadContext: async (request, response) => {
      const { requestId, cspNonce } = localsOf(response);
      const setCookie = (header: string) => response.append('Set-Cookie', header);
      const ctx = await createContext(request, { requestId, setCookie });
      const loadContext: LoadContext = {
        cspNonce,
        requestId,
        language: languageOf(request, ctx),
        colorScheme: colorSchemeOf(request),
        session: ctx.session && describeSession({ session: ctx.session }),
        reportError: (error) => ctx.log.error({ err: error }, 'a page failed'),
        snapshot: (prefetch) => takeSnapshot(ctx, prefetch),
      };
      return { ...loadContext };
    },
  });
}

/** The stream's watermark first, then the data, from one moment of the database. */
async function takeSnapshot(
  ctx: RequestContext,
  prefetch: Parameters<LoadContext['snapshot']>[0],
): Promise<Snapshot> {
  assert(ctx.db.$transaction, 'a snapshot can not be taken inside a transaction');
  return ctx.db.$transaction(
    async (tx: Db) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      const [row] = await tx.$queryRawUnsafe<{ epoch: string; xmin: string }[]>(watermarkSql);
      assert(row, 'event_stream has its one row');
      const helpers = createServerSideHelpers({ router: appRouter, ctx: { ...ctx, db: tx } });
      await prefetch(helpers);
      const position = { xid: BigInt(row.xmin), id: 0n };
      return { trpcState: helpers.dehydrate(), cursor: formatCursor(row.epoch, position) };
    },
    { isolationLevel: 'RepeatableRead', maxWait: 5_000, timeout: 10_000 },
  );
}

function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

function languageOf(request: Request, { session }: RequestContext): Language {
  const chosen = cookieOf(request, 'tandem_language');
  if (session) return session.actor.language;
  if (isLanguage(chosen)) return chosen;
  const accepted = request.acceptsLanguages(['uk', 'en', 'ru']);
  return isLanguage(accepted) ? accepted : defaultLanguage;
}

function colorSchemeOf(request: Request): LoadContext['colorScheme'] {
  const chosen = cookieOf(request, 'tandem_color_scheme');
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}
