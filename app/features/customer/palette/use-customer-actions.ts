import {
  IconArrowRight,
  IconCopy,
  IconExternalLink,
  IconHistory,
  IconLayoutSidebarRight,
  IconListDetails,
  IconLock,
  IconLockOpen,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showToast } from '#app/components/toast.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerDto } from '#server/features/customer/schema.ts';
import { holds } from '#server/shared/actor.ts';
import { usePeekPath } from '../peek/use-peek.ts';
import { useUnlockAction } from '../use-unlock-action.ts';
import type { PaletteChoice } from './palette-choice.ts';
import type { PaletteItem } from './palette-item.ts';
import { useGoTo } from './use-go-to.ts';

type Action = Omit<PaletteItem, 'section'>;

/** Offered by permission and by state; what can't be done offline says so. */
export function useCustomerActions(
  customer: CustomerDto | undefined,
  onChoose: (choice: PaletteChoice) => void,
): PaletteItem[] {
  const pages = useCustomerPages();
  const copies = useCopies();
  const changes = useChanges(onChoose);
  if (customer === undefined) return [];
  const { id } = customer;
  return [...pages(id), ...changes(customer), ...copies(customer)].map((action) => ({
    section: 'actions',
    ...action,
  }));
}

function useCustomerPages() {
  const { t } = useTranslation('palette');
  const goTo = useGoTo();
  const peekPath = usePeekPath();
  return (id: number): Action[] => {
    const path = `/customers/${String(id)}`;
    const to = (target: string) => (inNewTab: boolean) => goTo(target, inNewTab);
    return [
      { id: 'open', label: t('action.open'), icon: IconArrowRight, run: to(path) },
      {
        id: 'tab',
        label: t('action.openInTab'),
        icon: IconExternalLink,
        run: () => goTo(path, true),
      },
      {
        id: 'peek',
        label: t('action.peek'),
        icon: IconLayoutSidebarRight,
        run: to(peekPath(id)),
      },
      {
        id: 'account',
        label: t('action.account'),
        icon: IconListDetails,
        run: to(`${path}/operations`),
      },
      {
        id: 'activity',
        label: t('action.activity'),
        icon: IconHistory,
        run: to(`${path}/activity`),
      },
    ];
  };
}

function useChanges(onChoose: (choice: PaletteChoice) => void) {
  const { t } = useTranslation(['customer', 'operation']);
  const actor = useActor();
  const isOnline = useOnline();
  const { unlock } = useUnlockAction();
  const refusal = isOnline ? null : t('action.offline');
  return (customer: CustomerDto): Action[] => {
    const choose = (action: PaletteChoice['action']) => () =>
      onChoose({ action, customerId: customer.id });
    const lock = { id: 'lock', label: t('action.lockOffered'), icon: IconLock, refusal };
    const open = { id: 'unlock', label: t('action.unlock'), icon: IconLockOpen, refusal };
    const money = (['deposit', 'withdraw'] as const).map((verb) => ({
      id: verb,
      label: t(`operation:action.${verb}Offered`),
      icon: verb === 'deposit' ? IconPlus : IconMinus,
      refusal: isOnline ? null : t('operation:action.offline'),
      run: choose(verb),
    }));
    return [
      ...(can.lock(actor, customer) ? [{ ...lock, run: choose('lock') }] : []),
      ...(can.unlock(actor, customer) ? [{ ...open, run: () => unlock(customer) }] : []),
      ...money.filter(({ id }) => holds(actor, `operation:${id}`)),
    ];
  };
}

function useCopies() {
  const { t } = useTranslation('palette');
  const copy = (text: string) => () => {
    navigator.clipboard.writeText(text).then(
      () => showToast({ message: t('copied', { text }) }),
      () => showToast({ message: t('notCopied'), tone: 'failed' }),
    );
  };
  return ({ login, email, phone }: CustomerDto): Action[] =>
    [
      { id: 'copy-login', label: t('action.copyLogin'), text: login },
      { id: 'copy-email', label: t('action.copyEmail'), text: email },
      { id: 'copy-phone', label: t('action.copyPhone'), text: phone },
    ].flatMap(({ text, ...rest }) =>
      text === null ? [] : [{ ...rest, icon: IconCopy, run: copy(text) }],
    );
}
