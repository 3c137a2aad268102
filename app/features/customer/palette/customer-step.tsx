import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { fullName } from '../full-name.ts';
import { CommandBox } from './command-box.tsx';
import type { PaletteProps } from './palette-choice.ts';
import { isMeant } from './palette-item.ts';
import { useCustomerActions } from './use-customer-actions.ts';

interface Props extends PaletteProps {
  customerId: number;
  onBack: () => void;
}

/** What can be done with one customer, as things stand now: the lines follow events. */
export function CustomerStep({ customerId, onBack, onClose, onChoose }: Props) {
  const { t } = useTranslation('palette');
  const errorText = useErrorText();
  const [typed, setTyped] = useState('');
  const { data: customer, error } = trpc.customer.get.useQuery({ customerId });
  const actions = useCustomerActions(customer, onChoose);
  const search = typed.trim();
  const name = customer === undefined ? '' : fullName(customer);
  return (
    <CommandBox
      label={t('actionsFor', { name })}
      placeholder={t('actionsFor', { name })}
      typed={typed}
      onType={setTyped}
      items={actions.filter((action) => isMeant(action, search))}
      isWaiting={customer === undefined && error === null}
      problem={error === null ? null : errorText(error)}
      summary={customer === undefined ? '' : t('actionsOf', { name })}
      onEscape={onBack}
      onBackspace={onBack}
      onClose={onClose}
      hint={t('hintBack')}
    />
  );
}
