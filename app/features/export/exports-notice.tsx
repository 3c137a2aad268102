import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from '#app/components/deferred.tsx';
import { showToast } from '#app/components/toast.ts';
import { useHydrated } from '#app/components/use-hydrated.ts';
import type { ExportDto } from '#server/features/export/schema.ts';
import type { ExportRow } from './exported.ts';
import { comesByItself, fetchFile, hiddenNotices, isRunning, onHidden } from './own-exports.ts';
import { useExports } from './use-exports.ts';
import './export.css';

const exportLines = deferred(async () => (await import('./export-lines.tsx')).ExportLines);

const nobody: ReadonlySet<number> = new Set();
/** What did not come about is told for a while. */
const faultMs = 3_600_000;

/**
 * On every page: what one has ordered, how far it is, and the link when it is ready, until it was
 * fetched or its time is over. A small file that was ordered in this tab comes by itself.
 */
export function ExportsNotice({ initial }: { initial: readonly ExportDto[] }) {
  // The same rows: what is optional is absent in JSON, never undefined.
  const exports = useExports(initial as ExportRow[]);
  const isHydrated = useHydrated();
  const hidden = useSyncExternalStore(onHidden, hiddenNotices, () => nobody);
  useEndings(exports);
  if (!isHydrated && exports.every((exported) => !isTold(exported))) return null;
  const told = exports.filter(
    (exported) =>
      !hidden.has(exported.id) && (isTold(exported) || (isHydrated && isFault(exported))),
  );
  if (told.length === 0) return null;
  return (
    <div className="t-exports no-print">
      <exportLines.Component exports={told} fallback={<div className="t-exports-space" />} />
    </div>
  );
}

function isTold(exported: ExportRow): boolean {
  if (comesByItself(exported)) return false;
  return isRunning(exported) || (exported.state === 'ready' && exported.downloadedAt === null);
}

function isFault({ state, finishedAt }: ExportRow): boolean {
  if ((state !== 'failed' && state !== 'stopped') || finishedAt === null) return false;
  return Date.now() - Date.parse(finishedAt) < faultMs;
}

/** Tells of each end that this tab sees; an end that it finds on arrival is in the lines alone. */
function useEndings(exports: readonly ExportRow[]): void {
  const { t } = useTranslation('export');
  const running = useRef(new Set<number>());
  useEffect(() => {
    for (const exported of exports) {
      const { id, state, fileName: name } = exported;
      if (isRunning(exported)) {
        running.current.add(id);
        continue;
      }
      if (!running.current.delete(id)) continue;
      if (state === 'failed') showToast({ message: t('failed', { name }), tone: 'failed' });
      if (state !== 'ready') continue;
      if (comesByItself(exported)) {
        fetchFile(exported);
        showToast({ message: t('coming', { name }) });
      } else showToast({ message: t('ready', { name }) });
    }
  }, [exports, t]);
}
