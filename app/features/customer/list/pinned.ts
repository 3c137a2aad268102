import type { CSSProperties } from 'react';
import type { ShownColumn } from './list-columns.ts';
import { marginWidths } from './list-columns.ts';

/** Where a cell stays while the others move: the margins at the left go with pinned columns. */
export function pinProps(
  id: string,
  column: ShownColumn | null,
  hasPins: boolean,
): { 'data-pinned'?: true; style?: CSSProperties } {
  const left = id === 'select' ? 0 : id === 'presence' ? marginWidths.select : column?.pinnedAt;
  const isPinned = left !== undefined && left !== null && (column !== null || hasPins);
  return isPinned ? { 'data-pinned': true, style: { left } } : {};
}
