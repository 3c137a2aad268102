import { useState } from 'react';
import type { StartExportInput } from '#server/features/export/schema.ts';
import { assert } from '#server/shared/assert.ts';
import type { ExportFormat } from '#server/shared/export-format.ts';
import type { Exported, Source } from './exported.ts';

export interface ExportValues {
  format: ExportFormat;
  whom: 'matching' | 'chosen';
  columns: 'documented' | 'shown';
}

export interface ExportChoice {
  values: ExportValues;
  change: (changes: Partial<ExportValues>) => void;
  /** @param selectionId of those who are chosen; null for all that match, or a run's verdicts */
  orderOf: (selectionId: number | null) => Omit<StartExportInput, 'mutationId'>;
}

export function useExportChoice(what: Exported): ExportChoice {
  const isChosen = what.kind === 'customers' && what.chosen !== null;
  const [values, setValues] = useState<ExportValues>({
    format: 'xlsx',
    whom: isChosen ? 'chosen' : 'matching',
    columns: 'documented',
  });
  return {
    values,
    change: (changes) => setValues((before) => ({ ...before, ...changes })),
    orderOf: (selectionId) => ({
      format: values.format,
      source: sourceOf(what, values, selectionId),
      columns:
        what.kind === 'customers' && values.columns === 'shown' ? [...what.columns] : 'documented',
    }),
  };
}

function sourceOf(what: Exported, { whom }: ExportValues, selectionId: number | null): Source {
  if (what.kind === 'batch') {
    const { batchId, verdict } = what;
    return { kind: 'batch', batchId, ...(verdict === undefined ? {} : { verdict }) };
  }
  const { question } = what;
  if (whom === 'matching') return { kind: 'matching', question };
  assert(selectionId !== null, 'the chosen ones are noted before they are taken out');
  return { kind: 'selection', selectionId, question };
}

/** How many rows it will be, as far as the screen knows. */
export function countOf(
  what: Exported,
  { whom }: Pick<ExportValues, 'whom'>,
): { count: number | null; isAtLeast: boolean } {
  if (what.kind === 'customers' && what.chosen !== null && whom === 'chosen') {
    return { count: what.chosen.count, isAtLeast: false };
  }
  const isAtLeast = what.kind === 'customers' && what.totalIsCapped;
  return { count: what.total, isAtLeast };
}
