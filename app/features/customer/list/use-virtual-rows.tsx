import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode, RefObject } from 'react';
import { useState } from 'react';
import { deferred } from '#app/components/deferred.tsx';
import type { Density } from '#server/features/layout/schema.ts';
import { firstSight, rowHeights } from './row-heights.ts';
import type { Sight } from './rows-in-sight.tsx';

/** Fewer rows are drawn at once: the browser's own search finds all of them. */
const virtualFrom = 100;

const RowsInSight = deferred(() =>
  import('./rows-in-sight.tsx').then((module) => module.RowsInSight),
);

interface Options {
  count: number;
  density: Density;
  scrollRef: RefObject<HTMLElement>;
  /** The row that has the focus; -1 = none. */
  keptIndex: number;
}

export interface VirtualRows extends Omit<Sight, 'measure'> {
  measure: Sight['measure'] | null;
  /** Stands behind the element that scrolls. */
  watcher: ReactNode;
}

/** The rows in sight, and a few around them. Cards on a phone scroll with the page: all are drawn. */
export function useVirtualRows(options: Options): VirtualRows {
  const { count, density, keptIndex } = options;
  const areCards = useMediaQuery('(max-width: 62em)', false);
  const [sight, setSight] = useState<Sight | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [onMissing] = useState(() => () => setMissing(true));
  const isVirtual = count >= virtualFrom && !areCards && !isMissing;
  const { Component } = RowsInSight;
  const watcher = isVirtual ? (
    <Component {...options} onChange={setSight} onMissing={onMissing} isOptional />
  ) : null;
  if (isVirtual && sight !== null) return { ...sight, watcher };
  const height = rowHeights[density];
  const atFirst = Math.ceil(firstSight.height / height) + firstSight.overscan;
  const drawnCount = isVirtual ? Math.min(Math.max(atFirst, keptIndex + 2), count) : count;
  return {
    drawn: Array.from({ length: drawnCount }, (_, index) => ({ index, gapBefore: 0 })),
    gapAfter: (count - drawnCount) * height,
    measure: null,
    show: () => undefined,
    watcher,
  };
}
