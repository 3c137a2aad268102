import { PassThrough } from 'node:stream';
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/node';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from './i18n/instance.ts';
import { resources } from './i18n/resources.server.ts';
import { readPreference } from './lib/cookie.ts';
import { NonceContext } from './lib/nonce.ts';
import type { Language } from '#server/shared/language.ts';
import { isLanguage } from '#server/shared/language.ts';

/** Loaders that take longer are answered with a fault; the page itself is given a little more. */
export const streamTimeout = 8_000;
const renderTimeoutMs = streamTimeout + 1_000;

interface Page {
  status: number;
  headers: Headers;
  remix: EntryContext;
  context: AppLoadContext;
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  return render(request, { status, headers, remix, context });
}

/** A choice that is still on its way into the profile counts already. */
function languageOf(request: Request, context: AppLoadContext): Language {
  const next = readPreference(request.headers.get('Cookie'), 'nextLanguage');
  return context.session !== null && isLanguage(next) ? next : context.language;
}

async function render(request: Request, page: Page): Promise<Response> {
  const { status, headers, remix, context } = page;
  const { cspNonce } = context;
  const language = languageOf(request, context);
  const i18n = await createI18n(language, resources[language]);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', language);
  return new Promise((resolve, reject) => {
    let failed = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={cspNonce}>
        <I18nextProvider i18n={i18n}>
          <RemixServer context={remix} url={request.url} nonce={cspNonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce: cspNonce,
        onShellReady() {
          const body = new PassThrough();
          const stream = createReadableStreamFromReadable(body);
          resolve(new Response(stream, { headers, status: failed ? 500 : status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          failed = true;
          context.reportError(error);
        },
      },
    );
    setTimeout(abort, renderTimeoutMs).unref();
  });
}

/** Faults of loaders; those of a request that the reader left are none. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
) {
  if (!request.signal.aborted) context.reportError(error);
}
