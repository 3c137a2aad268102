import { useMediaQuery } from '@mantine/hooks';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import type { Density } from '#server/features/layout/schema.ts';

/** Fewer rows are drawn at once: the browser's own search finds all of them. */
const virtualFrom = 100;
export const rowHeights: Record<Density, number> = { regular: 44, compact: 32 };
/** What the server draws of a long list: more than any screen shows before the browser takes over. */
const firstSight = { width: 1200, height: 1000 };

interface Options {
  count: number;
  density: Density;
  scrollRef: RefObject<HTMLElement>;
  /** The row that has the focus: drawn wherever it is, or it would lose it by scrolling. -1 = none. */
  keptIndex: number;
}

/** A row that is drawn, below a gap of so many CSS pixels where rows are left out. */
interface DrawnRow {
  index: number;
  gapBefore: number;
}

export interface VirtualRows {
  /** Null = all of them. */
  drawn: readonly DrawnRow[] | null;
  gapAfter: number;
  measure: ((element: HTMLElement | null) => void) | null;
  show: (index: number) => void;
}

/** The rows in sight, and a few around them. Cards on a phone scroll with the page: all are drawn. */
export function useVirtualRows({ count, density, scrollRef, keptIndex }: Options): VirtualRows {
  const areCards = useMediaQuery('(max-width: 62em)', false);
  const isVirtual = count >= virtualFrom && !areCards;
  const virtualizer = useVirtualizer({
    count,
    enabled: isVirtual,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeights[density],
    initialRect: firstSight,
    overscan: 8,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      if (keptIndex === -1 || inSight.includes(keptIndex)) return inSight;
      return [...inSight, keptIndex].sort((a, b) => a - b);
    },
    useFlushSync: false,
  });
  if (!isVirtual) return { drawn: null, gapAfter: 0, measure: null, show: () => undefined };
  let end = 0;
  const drawn = virtualizer.getVirtualItems().map((item) => {
    const gapBefore = item.start - end;
    end = item.end;
    return { index: item.index, gapBefore };
  });
  return {
    drawn,
    gapAfter: virtualizer.getTotalSize() - end,
    measure: virtualizer.measureElement,
    show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
