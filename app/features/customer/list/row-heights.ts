import type { Density } from '#server/features/layout/schema.ts';

/** CSS pixels, of a row of one line. */
export const rowHeights: Record<Density, number> = { regular: 44, compact: 32 };

/** What is drawn of a long list before it is measured: more than most screens show. */
export const firstSight = { width: 1200, height: 1000, overscan: 8 };
