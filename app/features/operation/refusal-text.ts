import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useCodeText } from '#app/i18n/use-error-text.ts';
import type { Refusal } from './attempt.ts';

/** What a refusal says above the buttons; null for what stands beside a field. */
export function useRefusalText(): (refusal: Refusal) => string | null {
  const { t } = useTranslation('operation');
  const format = useFormat();
  const codeText = useCodeText();
  return (refusal) => {
    switch (refusal.kind) {
      case 'unknown':
        return t('form.unknown');
      case 'moved':
        return t('form.moved', { balance: format.money(refusal.balance) });
      case 'repeated':
        return t('form.repeated', {
          by: refusal.by,
          at: format.time(refusal.at),
          amount: refusal.amount === null ? '' : format.money(refusal.amount),
        });
      case 'alreadyReversed':
        return t('reverse.alreadyReversed', {
          by: refusal.by,
          at: format.dateTime(refusal.at),
        });
      case 'tooLow':
      case 'tooHigh':
        return null;
      case 'other': {
        const { code, params, requestId, issues } = refusal.error;
        return issues.length > 0 ? null : codeText(code, { ...params, requestId });
      }
    }
  };
}
