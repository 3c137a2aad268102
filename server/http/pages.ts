/**
 * Server-rendered pages. Loaders reach the rest of the server through what is made here: a snapshot
 * whose data and stream cursor belong together. Remix's code is bundled and this is not, so nothing
 * of the server's runtime exists twice.
 */
import type { Request, RequestHandler } from 'express';
import { createServerSideHelpers } from '@trpc/react-query/server';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import { readAtWatermark } from '#server/infra/events/snapshot.ts';
import type { FolderMailer } from '#server/infra/mail/mailer.ts';
import type { LoadContext, Snapshot } from '#server/load-context.ts';
import { appRouter } from '#server/router.ts';
import type { Language } from '#server/shared/language.ts';
import { isTheme } from '#server/shared/theme.ts';
import type { Theme } from '#server/shared/theme.ts';
import type { RequestContext } from '#server/trpc/context.ts';
import { browserLanguage } from './browser-language.ts';
import { localsOf } from './headers.ts';
import { keptLettersFor } from './kept-letters.ts';
import { cookieOf } from './request.ts';
import type { ContextFactory } from './request.ts';

export interface PagesOptions {
  build: ServerBuild | (() => Promise<ServerBuild>);
  createContext: ContextFactory;
  mode: 'production' | 'development';
  /** Where letters are files. */
  kept: FolderMailer | null;
}

export function createPages({ build, createContext, mode, kept }: PagesOptions): RequestHandler {
  return createRequestHandler({
    build,
    mode,
    getLoadContext: async (request, response) => {
      const { requestId, cspNonce } = localsOf(response);
      const setCookie = (header: string) => response.append('Set-Cookie', header);
      const ctx = await createContext(request, { requestId, setCookie });
      const session = ctx.session && (await appRouter.createCaller(ctx).session.current());
      const loadContext: LoadContext = {
        cspNonce,
        requestId,
        language: languageOf(request, ctx),
        colorScheme: themeOf(request, session),
        session,
        keptLetters: keptLettersFor(kept, request),
        reportError: (error) => ctx.log.error({ err: error }, 'a page failed'),
        snapshot: (prefetch) => takeSnapshot(ctx, prefetch),
      };
      return { ...loadContext };
    },
  });
}

/** Data and cursor of one moment, for a page and the stream that goes on from it. */
async function takeSnapshot(
  ctx: RequestContext,
  prefetch: Parameters<LoadContext['snapshot']>[0],
): Promise<Snapshot> {
  return readAtWatermark(ctx.db, async (db, cursor) => {
    const helpers = createServerSideHelpers({ router: appRouter, ctx: { ...ctx, db } });
    await prefetch(helpers);
    return { trpcState: helpers.dehydrate(), cursor };
  });
}

function languageOf(request: Request, { session }: RequestContext): Language {
  return session ? session.actor.language : browserLanguage(request);
}

/** A choice that is still on its way into the profile counts already; without a session the browser's. */
function themeOf(request: Request, session: LoadContext['session']): Theme {
  const chosen = cookieOf(request, session ? 'tandem_color_scheme_next' : 'tandem_color_scheme');
  return isTheme(chosen) ? chosen : (session?.user.theme ?? 'auto');
}
