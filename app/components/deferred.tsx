import type { ComponentType, ReactNode } from 'react';
import { createElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from './toast.ts';
import { OpenerContext, pathToOpener } from './opener.ts';

interface Waiting {
  /** Stands there until the file has come. */
  fallback?: ReactNode;
  /** The file could not be had (no network, a newer release); the reader has been told. */
  onMissing?: () => void;
  /** The page does without: nobody is told that it is missing. */
  isOptional?: boolean;
}

export interface Deferred<Props> {
  Component: ComponentType<Props & Waiting>;
  /** Gets the file ready; what fails here is tried again when it is needed. */
  prefetch: () => void;
}

/**
 * A component of a file that comes after the page: on the way while the reader is still pointing at
 * what opens it. Unlike `lazy`, a file that is here already shows at once, and one that can't be had
 * takes nothing else off the screen.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Deferred<Props> {
  let loaded: ComponentType<Props> | null = null;

  async function get(): Promise<ComponentType<Props>> {
    loaded ??= await load();
    return loaded;
  }

  function Component(props: Props & Waiting) {
    const [shown, setShown] = useState(() => loaded);
    const [opener, setOpener] = useState(() => (loaded === null ? pathToOpener() : null));
    const { t } = useTranslation('common');
    const { onMissing, fallback = null, isOptional = false } = props;
    useEffect(() => {
      if (shown !== null) return;
      let isWanted = true;
      get().then(
        (component) => {
          if (isWanted) setShown(() => component);
        },
        () => {
          if (!isWanted) return;
          if (!isOptional) showToast({ message: t('network.unreachable'), tone: 'failed' });
          onMissing?.();
        },
      );
      return () => {
        isWanted = false;
      };
    }, [shown, onMissing, isOptional, t]);
    // Of no concern to a dialog that is opened inside of it later.
    useEffect(() => {
      if (shown !== null) setOpener(null);
    }, [shown]);
    if (shown === null) return fallback;
    return (
      <OpenerContext.Provider value={opener}>{createElement(shown, props)}</OpenerContext.Provider>
    );
  }

  return { Component, prefetch: () => void get().catch(() => undefined) };
}

/** Safari has no idle callback: a moment later is as good. */
const momentMs = 2000;

/** Gets files ready when the page has nothing else to do. */
export function usePrefetch(...parts: readonly Pick<Deferred<never>, 'prefetch'>[]) {
  const [first] = useState(parts);
  useEffect(() => {
    const prefetchAll = () => {
      for (const { prefetch } of first) prefetch();
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(prefetchAll, momentMs);
      return () => clearTimeout(timer);
    }
    const handle = window.requestIdleCallback(prefetchAll, { timeout: 10_000 });
    return () => window.cancelIdleCallback(handle);
  }, [first]);
}
