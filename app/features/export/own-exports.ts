/**
 * What this tab knows of exports beyond the server: which were ordered here (their files come by
 * themselves when they are small) and which notices were put away.
 */
import { directRowsMax } from '#server/features/export/schema.ts';
import type { ExportRow } from './exported.ts';

const orderedHere = new Set<number>();
const listeners = new Set<() => void>();
let hidden: ReadonlySet<number> = new Set();

export function noteOrder(exportId: number): void {
  orderedHere.add(exportId);
}

/** Its file is fetched by this tab as soon as it is ready, so nobody needs to be told of it. */
export function comesByItself({ id, rowsTotal }: Pick<ExportRow, 'id' | 'rowsTotal'>): boolean {
  return orderedHere.has(id) && rowsTotal <= directRowsMax;
}

export function isRunning({ state }: Pick<ExportRow, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

export function fileAddress({ id }: Pick<ExportRow, 'id'>): string {
  return `/exports/${String(id)}/file`;
}

export function fetchFile(exported: Pick<ExportRow, 'id'>): void {
  const link = document.createElement('a');
  link.href = fileAddress(exported);
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

export function hideNotice(exportId: number): void {
  hidden = new Set([...hidden, exportId]);
  for (const listener of listeners) listener();
}

/** @returns the end of it */
export function onHidden(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hiddenNotices(): ReadonlySet<number> {
  return hidden;
}
