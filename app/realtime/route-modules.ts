import { useBlocker } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useOnline } from './connection.ts';

/**
 * A page whose code can't be fetched makes Remix reload the document, and offline that is the end of
 * what is on screen. So the code of all pages comes while the first one is looked at, and until it
 * is here nobody is led to another page offline.
 */
async function loadAll(): Promise<void> {
  const routes = Object.values(window.__remixManifest.routes);
  for (const href of new Set(routes.flatMap((route) => route.css ?? []))) prefetchStyle(href);
  await Promise.all(routes.map(({ module }) => import(/* @vite-ignore */ module)));
}

function prefetchStyle(href: string) {
  if (document.querySelector(`link[href="${href}"]`) !== null) return;
  const link = document.createElement('link');
  Object.assign(link, { rel: 'prefetch', as: 'style', href });
  document.head.append(link);
}

/** After what the page itself still loads. */
const quietMs = 1500;

/** @returns whether the reader waits for a page that can't be opened yet */
export function useRouteModules(): boolean {
  const isOnline = useOnline();
  const [areHere, setHere] = useState(false);
  useEffect(() => {
    if (areHere || !isOnline) return;
    const timer = setTimeout(() => {
      // What fails now is tried again with the next connection.
      loadAll().then(
        () => setHere(true),
        () => undefined,
      );
    }, quietMs);
    return () => clearTimeout(timer);
  }, [areHere, isOnline]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !isOnline && !areHere && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (isOnline && blocker.state === 'blocked') blocker.proceed();
  }, [isOnline, blocker]);
  return blocker.state === 'blocked';
}
