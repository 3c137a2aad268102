import { Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { lockCustomerInput, lockReasonLength } from '#server/features/customer/schema.ts';
import { fullName } from './full-name.ts';
import { useCustomerRefresh } from './use-customer-reader.ts';
import { useLockCustomer } from './use-lock-customer.ts';

const lockWords = lockCustomerInput.pick({ reason: true, message: true });

interface Props {
  /** As it is on screen now: its version goes along, so that nothing unseen is overwritten. */
  customer: CustomerRowDto;
  onClose: () => void;
}

/** Asks for the reason; what was typed stays whatever the server answers. */
export function LockCustomerDialog({ customer, onClose }: Props) {
  const { t } = useTranslation('customer');
  const { lock, isPending } = useLockCustomer();
  const [problem, explain, clearProblem] = useLockProblem(customer.id);
  const form = useForm({
    mode: 'controlled',
    initialValues: { reason: '', message: '' },
    validate: useSchemaValidation(lockWords),
  });
  const submit = form.onSubmit(
    (words) => {
      clearProblem();
      lock(customer, words).then(onClose, explain);
    },
    () => form.getInputNode('reason')?.focus(),
  );
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('lock.title', { name: fullName(customer) })}
      consequence={t('lock.consequence')}
      confirmLabel={t('lock.submit')}
      onConfirm={submit}
      isPending={isPending}
      error={problem}
      tone="danger"
    >
      <Textarea
        data-autofocus
        label={t('lock.reason')}
        description={t('lock.reasonHint')}
        required
        autosize
        minRows={2}
        maxRows={6}
        maxLength={lockReasonLength.max}
        key={form.key('reason')}
        {...form.getInputProps('reason')}
      />
      <Textarea
        label={t('lock.message')}
        description={t('lock.messageHint')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={lockReasonLength.max}
        key={form.key('message')}
        {...form.getInputProps('message')}
      />
    </Dialog>
  );
}

/** Puts a refusal into words; after a colleague's change the page is brought up to date as well. */
function useLockProblem(customerId: number) {
  const { t } = useTranslation('customer');
  const errorText = useErrorText();
  const format = useFormat();
  const readAnew = useCustomerRefresh();
  const [problem, setProblem] = useState<string | null>(null);

  async function wordsFor(error: unknown): Promise<string> {
    const data = errorDataOf(error);
    if (data === null) return t('lock.unknown');
    if (data.code !== 'STALE_VERSION' && data.code !== 'CUSTOMER_ALREADY_LOCKED') {
      return errorText(error);
    }
    const { locked } = await readAnew(customerId);
    if (locked?.by) {
      const { reason, at, by } = locked;
      return t('lock.alreadyLocked', { by: by.name, at: format.dateTime(at), reason });
    }
    const { by, at } = data.params;
    if (typeof by !== 'string' || typeof at !== 'string') return t('lock.staleUnknown');
    return t('lock.stale', { by, at: format.dateTime(at) });
  }

  const explain = (error: unknown) => {
    wordsFor(error).then(setProblem, () => setProblem(t('lock.staleUnknown')));
  };
  return [problem, explain, () => setProblem(null)] as const;
}
