import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { errorDataOf } from '#app/lib/errors.ts';
import type { ErrorCode, ErrorParams } from '#server/shared/errors.ts';
import type { Money } from '#server/shared/money.ts';
import type { Format } from './format.ts';
import { useFormat } from './format.ts';

/** What a text names, in the reader's own way of writing it. */
function words(params: ErrorParams, format: Format): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, word(name, value, format)]),
  );
}

function word(name: string, value: ErrorParams[string], format: Format): string {
  if (value === null) return '—';
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'boolean') return value ? '✓' : '—';
  if (name === 'at' || name.endsWith('At')) return format.dateTime(value);
  if (name === 'amount' || name === 'balance') return format.money(value as Money);
  return value;
}

/** Words for a code and its parameters: `text('BALANCE_TOO_LOW', { balance })`. */
export function useCodeText(): (code: ErrorCode, params?: ErrorParams) => string {
  const { t } = useTranslation('error');
  const format = useFormat();
  return useCallback(
    (code, params = {}) => {
      // Which parameters a text may name depends on its code; a type of all codes can't say it.
      const say = t as (key: ErrorCode, options: Record<string, string>) => string;
      return say(code, words(params, format));
    },
    [t, format],
  );
}

/** Words for whatever was thrown; the request's id is in them when the fault is ours. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('common');
  const codeText = useCodeText();
  return useCallback(
    (error) => {
      const data = errorDataOf(error);
      if (data === null) return t('network.unreachable');
      return codeText(data.code, { ...data.params, requestId: data.requestId ?? '—' });
    },
    [t, codeText],
  );
}
