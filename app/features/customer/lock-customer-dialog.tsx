import { Alert, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { useSchemaValidation } from '#app/i18n/use-field-issues.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { useShowIntent } from '#app/realtime/presence.ts';
import { IntentNotice } from '#app/realtime/presence-intents.tsx';
import type { CustomerLock, CustomerRowDto } from '#server/features/customer/schema.ts';
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

/**
 * Asks for the reason; what was typed stays whatever the server answers. When a colleague was
 * faster, it says so at once and there is nothing left but to close.
 */
export function LockCustomerDialog({ customer, onClose }: Props) {
  const { t } = useTranslation('customer');
  const isOnline = useOnline();
  const { form, submit, problem, isSent, isPending } = useLockForm(customer, onClose);
  // One's own lock may be on the page before its answer: that is no colleague's.
  const foreign = isSent ? null : customer.locked;
  const isFixed = foreign !== null;
  useShowIntent(customer.id, isFixed ? null : 'lock');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('lock.title')}
      about={t('lock.about', { name: fullName(customer), id: customer.id })}
      consequence={isFixed ? null : t('lock.consequence')}
      confirmLabel={isFixed ? null : t('lock.submit')}
      onConfirm={submit}
      isPending={isPending}
      disabledReason={isOnline || isFixed ? null : t('action.offline')}
      error={isFixed ? null : problem}
      tone="danger"
    >
      <LockedNote lock={foreign} />
      {isFixed ? null : <IntentNotice customerId={customer.id} intent="lock" />}
      <Textarea
        data-autofocus
        label={t('lock.reason')}
        description={t('lock.reasonHint')}
        required
        readOnly={isFixed}
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
        readOnly={isFixed}
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

/** Who locked the customer meanwhile, when and why: the region is there before its words. */
function LockedNote({ lock }: { lock: CustomerLock | null }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return (
    <div role="status" hidden={lock === null}>
      {lock === null ? null : (
        <Alert
          color="yellow"
          variant="light"
          role="presentation"
          icon={<IconInfoCircle size={18} aria-hidden="true" />}
        >
          {lock.by === null
            ? t('lock.alreadyLockedBySystem', { at: format.dateTime(lock.at), reason: lock.reason })
            : t('lock.alreadyLocked', {
                by: lock.by.name,
                at: format.dateTime(lock.at),
                reason: lock.reason,
              })}
        </Alert>
      )}
    </div>
  );
}

function useLockForm(customer: CustomerRowDto, onClose: () => void) {
  const { t } = useTranslation('customer');
  const { lock, isPending } = useLockCustomer();
  const { problem, explain, clear } = useLockProblem(customer.id);
  const [isSent, setSent] = useState(false);
  const form = useForm({
    mode: 'controlled',
    initialValues: { reason: '', message: '' },
    validate: useSchemaValidation(lockWords, { reason: t('lock.reasonRequired') }),
  });
  const submit = form.onSubmit(
    (words) => {
      clear();
      setSent(true);
      lock(customer, words).then(onClose, (error: unknown) => {
        void explain(error).finally(() => setSent(false));
      });
    },
    () => form.getInputNode('reason')?.focus(),
  );
  return { form, submit, problem, isSent, isPending: isPending || isSent };
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
    // With the fresh customer comes the note about its lock, if it is locked.
    await readAnew(customerId);
    if (data.code === 'CUSTOMER_ALREADY_LOCKED') return errorText(error);
    const { by, at } = data.params;
    if (typeof by !== 'string' || typeof at !== 'string') return t('lock.staleUnknown');
    return t('lock.stale', { by, at: format.dateTime(at) });
  }

  const explain = (error: unknown) =>
    wordsFor(error).then(setProblem, () => setProblem(t('lock.staleUnknown')));
  return { problem, explain, clear: () => setProblem(null) };
}
