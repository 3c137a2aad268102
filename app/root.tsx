import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@fontsource-variable/inter/wght.css';
import './components/global.css';
import cyrillicFont from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url';
import latinFont from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import { ColorSchemeScript, MantineProvider } from '@mantine/core';
import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Links, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { colorSchemeManager } from './components/color-scheme.ts';
import { EarlyInput, EarlyInputScript } from './components/early-input.tsx';
import { NavigationProgress } from './components/navigation-progress.tsx';
import { cssVariables, theme } from './components/theme.ts';
import { ToastHost } from './components/toast-host.tsx';
import { useLanguage } from './i18n/format.ts';
import { NowContext } from './i18n/use-now.ts';
import { PageTitle } from './i18n/page-title.tsx';
import { rememberPreference } from './lib/cookie.ts';
import { useNonce } from './lib/nonce.ts';
import { createQueryClient } from './lib/query-client.ts';
import { createTrpcClient } from './lib/trpc-client.ts';
import { trpc } from './lib/trpc.ts';
import { RefusedScreen } from './features/session/refused-screen.tsx';

export function loader({ context }: LoaderFunctionArgs) {
  return { colorScheme: context.colorScheme, now: Date.now() };
}

/** Chosen once per visit; what changes later is the browser's own knowledge. */
export const shouldRevalidate = () => false;

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  ...[latinFont, cyrillicFont].map((href) => ({
    rel: 'preload',
    href,
    as: 'font' as const,
    type: 'font/woff2',
    crossOrigin: 'anonymous' as const,
  })),
];

const schemeManager = colorSchemeManager((scheme) => rememberPreference('colorScheme', scheme));

/** The document around every page and around every error. */
export function Layout({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const nonce = useNonce();
  const scheme = useRouteLoaderData<typeof loader>('root')?.colorScheme ?? 'auto';
  return (
    <html
      lang={language}
      data-mantine-color-scheme={scheme === 'auto' ? 'light' : scheme}
      suppressHydrationWarning
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <PageTitle />
        <EarlyInputScript nonce={nonce} />
        <ColorSchemeScript nonce={nonce} defaultColorScheme={scheme} />
        <Links />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={cssVariables}
          defaultColorScheme={scheme}
          colorSchemeManager={schemeManager}
          getStyleNonce={() => nonce ?? ''}
        >
          <NavigationProgress />
          {children}
          <ToastHost />
          <EarlyInput />
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  const now = useRouteLoaderData<typeof loader>('root')?.now ?? 0;
  const [queryClient] = useState(createQueryClient);
  const [trpcClient] = useState(createTrpcClient);
  return (
    <trpc.Provider client={trpcClient} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>
        <NowContext.Provider value={now}>
          <Outlet />
        </NowContext.Provider>
      </QueryClientProvider>
    </trpc.Provider>
  );
}

/** Of last resort: nothing of the signed-in layout is known to work here. */
export function ErrorBoundary() {
  return <RefusedScreen />;
}
