import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { useOnline } from '#app/realtime/connection.ts';
import type { OrderedAction } from '../batch-rights.ts';
import type { Selected } from '../selected.ts';
import { ChangedList } from './changed-list.tsx';
import { OrderFields } from './order-fields.tsx';
import { orderOf, useOrderForm } from './use-order-form.ts';
import type { Included } from './use-start.ts';
import { useStart } from './use-start.ts';

interface Props {
  action: OrderedAction;
  selected: Selected;
  onClose: () => void;
  onStarted: () => void;
}

/**
 * One question, its consequence and the number; then, if somebody was faster, who changed since.
 * The selection is that of the moment when the dialog was opened.
 */
export function StartDialog({ action, selected, onClose, onStarted }: Props) {
  const { t } = useTranslation('batch');
  const { t: common } = useTranslation('common');
  const format = useFormat();
  const isOnline = useOnline();
  const [frozen] = useState(selected);
  const [included, setIncluded] = useState<Included>(new Map());
  const { count } = frozen;
  const form = useOrderForm(action, count);
  const { send, check, forgetCheck, isPending, problem } = useStart({
    selected: frozen,
    onStarted,
  });
  const submit = form.onSubmit(
    (values) => send(orderOf(action, values), included),
    (errors) => {
      const first = Object.keys(errors)[0];
      if (first !== undefined) form.getInputNode(first)?.focus();
    },
  );
  const formatted = format.number(count);
  const ask = t(`ask.${action}`, { count, formatted });
  const shared = {
    opened: true,
    onClose,
    confirmLabel: t(`verb.${action}`),
    onConfirm: () => submit(),
    isPending,
    disabledReason: isOnline ? null : t('bar.offline'),
    error: problem,
    ...(action === 'lock' || action === 'remove' ? { tone: 'danger' as const } : {}),
  };
  if (check === null) {
    return (
      <Dialog {...shared} title={ask} consequence={t(`consequence.${action}`)}>
        <OrderFields action={action} count={count} form={form} />
      </Dialog>
    );
  }
  const changed = { count: check.changedCount, formatted: format.number(check.changedCount) };
  return (
    <Dialog
      {...shared}
      title={ask}
      about={check.changedCount > 0 ? t('changed.title', changed) : t('changed.goneTitle')}
      consequence={check.changedCount > 0 ? t('changed.consequence') : null}
      back={{ label: common('action.back'), onClick: forgetCheck }}
    >
      <ChangedList check={check} included={included} onChange={setIncluded} />
    </Dialog>
  );
}
