import { useTranslation } from 'react-i18next';
import { useFormat, useLanguage } from '#app/i18n/format.ts';
import type { BatchDto } from '#server/features/batch/schema.ts';
import type { BatchAction } from '#server/shared/batch.ts';
import { batchVerdicts } from '#server/shared/batch.ts';

type Run = Pick<BatchDto, 'action' | 'undoes' | 'tag' | 'total'>;
type Counts = Pick<BatchDto, 'doneCount' | 'skippedCount' | 'failedCount'>;

/** How many have had their turn. */
export function processedOf({ doneCount, skippedCount, failedCount }: Counts): number {
  return doneCount + skippedCount + failedCount;
}

export function isRunning({ state }: Pick<BatchDto, 'state'>): boolean {
  return state === 'waiting' || state === 'running';
}

/** What an undo takes back; else the action itself. */
export function orderedAction({ action, undoes }: Pick<BatchDto, 'action' | 'undoes'>) {
  const ordered: BatchAction = undoes?.action ?? action;
  return ordered === 'undo' ? null : ordered;
}

/** A run in words: what it does, who is at it, what has come of it. */
export function useBatchWords() {
  const { t } = useTranslation('batch');
  const format = useFormat();
  const language = useLanguage();

  function order(batch: Run, name: string | null): string {
    const action = orderedAction(batch) ?? 'unlock';
    const words = {
      count: batch.total,
      formatted: format.number(batch.total),
      tag: batch.tag?.caption ?? '',
    };
    return name === null ? t(`run.${action}`, words) : t(`doing.${action}`, { ...words, name });
  }

  /** Within a sentence. */
  const lowered = (text: string) => text.charAt(0).toLocaleLowerCase(language) + text.slice(1);

  function title(batch: Run): string {
    const what = order(batch, null);
    return batch.action === 'undo' ? t('undoOf', { what: lowered(what) }) : what;
  }

  function doing(batch: Run & Pick<BatchDto, 'author'>): string {
    const { name } = batch.author;
    if (batch.action !== 'undo') return order(batch, name);
    return t('doingUndo', { name, what: lowered(order(batch, null)) });
  }

  /** "980 done, 15 skipped": only what there is. */
  function counts(batch: Counts): string {
    return batchVerdicts
      .map((verdict) => ({ verdict, count: batch[`${verdict}Count`] }))
      .filter(({ verdict, count }) => count > 0 || verdict === 'done')
      .map(({ verdict, count }) => t(`count.${verdict}`, { formatted: format.number(count) }))
      .join(', ');
  }

  function progress(batch: BatchDto): string {
    return t('progress', {
      what: doing(batch),
      processed: format.number(processedOf(batch)),
      total: format.number(batch.total),
    });
  }

  function ended(batch: BatchDto): string {
    const words = { what: title(batch), counts: counts(batch) };
    return batch.state === 'stopped' ? t('endedStopped', words) : t('ended', words);
  }

  return { title, doing, counts, progress, ended };
}
