import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { lockCustomerInput } from '#server/features/customer/schema.ts';
import type { BatchOrder } from '#server/shared/batch.ts';
import type { OrderedAction } from '../batch-rights.ts';

const lockWords = lockCustomerInput.pick({ reason: true, message: true });

const empty = { reason: '', message: '', tagId: '', total: '' };
type OrderValues = typeof empty;

/** What has to be said with each action; nothing typed is lost while the dialog is open. */
export function useOrderForm(action: OrderedAction, count: number) {
  const { t } = useTranslation('batch');
  const formatted = useFormat().number(count);
  const checkWords = useSchemaValidation(lockWords, { reason: t('field.reasonRequired') });
  const form = useForm({
    mode: 'controlled',
    initialValues: empty,
    validate: (values: OrderValues): Partial<Record<keyof OrderValues, string>> => {
      if (action === 'lock') {
        return checkWords({ reason: values.reason, message: values.message });
      }
      if (action === 'addTag' || action === 'removeTag') {
        return values.tagId === '' ? { tagId: t('field.tagRequired') } : {};
      }
      const isWrong = action === 'remove' && digitsOf(values.total) !== String(count);
      return isWrong ? { total: t('field.totalWrong', { formatted }) } : {};
    },
  });
  return form;
}

export type OrderForm = ReturnType<typeof useOrderForm>;

/** However the reader groups a number. */
function digitsOf(typed: string): string {
  return typed.replace(/[\s.,’']/g, '');
}

export function orderOf(action: OrderedAction, values: OrderValues): BatchOrder {
  switch (action) {
    case 'lock': {
      const message = values.message.trim();
      return { action, reason: values.reason, ...(message === '' ? {} : { message }) };
    }
    case 'addTag':
    case 'removeTag':
      return { action, tagId: Number(values.tagId) };
    default:
      return { action };
  }
}
