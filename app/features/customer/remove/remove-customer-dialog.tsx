import { Alert, Anchor, TextInput } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { useShowIntent } from '#app/realtime/presence.ts';
import { IntentNotice } from '#app/realtime/presence-intents.tsx';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { toMinor } from '#server/shared/money.ts';
import { fullName } from '../full-name.ts';
import { useRemoveForm } from './use-remove-form.ts';

interface Props {
  /** As it is on screen now: its version goes along, so that nothing unseen is removed. */
  customer: CustomerRowDto;
  onClose: () => void;
  /** The customer is no more: the page they stood on is left. */
  onRemoved: () => void;
}

/** Permanent, so it is confirmed by typing the login; with money on the account there is no way. */
export function RemoveCustomerDialog({ customer, onClose, onRemoved }: Props) {
  const { t } = useTranslation('customer');
  const isOnline = useOnline();
  const { form, submit, problem, isPending } = useRemoveForm(customer, onRemoved);
  const hasMoney = toMinor(customer.balance) !== 0n;
  useShowIntent(customer.id, hasMoney ? null : 'remove');
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('remove.title')}
      about={t('lock.about', { name: fullName(customer), id: customer.id })}
      consequence={hasMoney ? null : t('remove.consequence')}
      confirmLabel={hasMoney ? null : t('remove.submit')}
      onConfirm={submit}
      isPending={isPending}
      disabledReason={isOnline || hasMoney ? null : t('remove.offline')}
      error={hasMoney ? null : problem}
      tone="danger"
    >
      <BalanceNote customer={customer} isShown={hasMoney} onLeave={onClose} />
      {hasMoney ? null : (
        <>
          <IntentNotice customerId={customer.id} intent="remove" />
          <TextInput
            data-autofocus
            label={t('remove.login', { login: customer.login })}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={200}
            key={form.key('login')}
            {...form.getInputProps('login')}
          />
        </>
      )}
    </Dialog>
  );
}

interface NoteProps {
  customer: CustomerRowDto;
  isShown: boolean;
  onLeave: () => void;
}

/** The region is there before its words: the balance may move while the dialog is open. */
function BalanceNote({ customer, isShown, onLeave }: NoteProps) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  return (
    <div role="status" hidden={!isShown}>
      {isShown ? (
        <Alert
          color="yellow"
          variant="light"
          role="presentation"
          icon={<IconInfoCircle size={18} aria-hidden="true" />}
        >
          {t('remove.hasBalance', { balance: format.money(customer.balance) })}{' '}
          <Anchor
            component={Link}
            to={`/customers/${String(customer.id)}/operations`}
            onClick={onLeave}
          >
            {t('remove.toAccount')}
          </Anchor>
        </Alert>
      ) : null}
    </div>
  );
}
