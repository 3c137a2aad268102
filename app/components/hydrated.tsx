import type { DehydratedState } from '@tanstack/react-query';
import { HydrationBoundary } from '@tanstack/react-query';
import type { ReactNode } from 'react';

interface Props {
  /** A loader's `trpcState`: the loader's types lose its shape on the way, the value does not. */
  state: unknown;
  children: ReactNode;
}

/** Puts a loader's snapshot into the tab's cache; the realtime log then brings it up to date. */
export function Hydrated({ state, children }: Props) {
  return <HydrationBoundary state={state as DehydratedState}>{children}</HydrationBoundary>;
}
