import { RemixBrowser } from '@remix-run/react';
import { setNonce } from 'get-nonce';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n } from './i18n/instance.ts';
import { loadResources, loadSignInResources } from './i18n/load-resources.ts';
import { NonceContext } from './lib/nonce.ts';
import { makePagesPatient } from './realtime/patient-fetch.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';

/** In the language that the server rendered: anything else would not fit the page that is there. */
async function start() {
  const { lang } = document.documentElement;
  const language = isLanguage(lang) ? lang : defaultLanguage;
  const load = window.location.pathname === '/sign-in' ? loadSignInResources : loadResources;
  const i18n = await createI18n(language, await load(language));
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
  // Dialogs lock the page's scrolling by a style of their own.
  if (nonce !== undefined) setNonce(nonce);
  startTransition(() => {
    hydrateRoot(
      document,
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </NonceContext.Provider>,
    );
  });
}

makePagesPatient();
start().catch(reportError);
