import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { RefObject } from 'react';
import { memo, useEffect, useLayoutEffect } from 'react';
import type { Density } from '#server/features/layout/schema.ts';
import { firstSight, rowHeights } from './row-heights.ts';

/** A row that is drawn, below a gap of so many CSS pixels where rows are left out. */
export interface DrawnRow {
  index: number;
  gapBefore: number;
}

export interface Sight {
  drawn: readonly DrawnRow[];
  gapAfter: number;
  measure: (element: HTMLElement | null) => void;
  /** Scrolls to a row, no further than needed. */
  show: (index: number) => void;
}

interface Props {
  count: number;
  density: Density;
  scrollRef: RefObject<HTMLElement>;
  /** The row that has the focus: drawn wherever it is, or it would lose it by scrolling. -1 = none. */
  keptIndex: number;
  /** Told before the browser paints; null when nobody watches any more. */
  onChange: (sight: Sight | null) => void;
}

/**
 * Watches which rows of a long list are in sight, and draws nothing itself: its file comes after the
 * page, and the rows that are drawn until then stay as they are.
 */
export const RowsInSight = memo(function RowsInSight(props: Props) {
  const { count, density, scrollRef, keptIndex, onChange } = props;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    // The reader may have scrolled while this was on its way.
    initialOffset: () => scrollRef.current?.scrollTop ?? 0,
    estimateSize: () => rowHeights[density],
    initialRect: firstSight,
    overscan: firstSight.overscan,
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      if (keptIndex === -1 || inSight.includes(keptIndex)) return inSight;
      return [...inSight, keptIndex].sort((a, b) => a - b);
    },
    useFlushSync: false,
  });
  useLayoutEffect(() => {
    let end = 0;
    const drawn = virtualizer.getVirtualItems().map((item) => {
      const gapBefore = item.start - end;
      end = item.end;
      return { index: item.index, gapBefore };
    });
    onChange({
      drawn,
      gapAfter: virtualizer.getTotalSize() - end,
      measure: virtualizer.measureElement,
      show: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    });
  });
  useEffect(() => () => onChange(null), [onChange]);
  return null;
});
