import { Menu } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { IntentMark } from '#app/realtime/presence-intents.tsx';
import { can } from '#server/features/operation/policy.ts';
import type { MoneyKind } from './use-money-form.ts';

interface Props {
  customerId: number;
  onChoose: (kind: MoneyKind) => void;
}

const icons = { deposit: IconPlus, withdraw: IconMinus };
const kinds = ['deposit', 'withdraw'] as const;

/** What the money buttons do, as items of a row's menu. */
export function MoneyMenuItems({ customerId, onChoose }: Props) {
  const { t } = useTranslation('operation');
  const actor = useActor();
  const isOnline = useOnline();
  return kinds
    .filter((kind) => can[kind](actor))
    .map((kind) => {
      const Icon = icons[kind];
      return (
        <Menu.Item
          key={kind}
          disabled={!isOnline}
          title={isOnline ? undefined : t('action.offline')}
          leftSection={<Icon size={16} stroke={1.5} aria-hidden="true" />}
          rightSection={<IntentMark customerId={customerId} intent={kind} />}
          onClick={() => onChoose(kind)}
        >
          {t(`action.${kind}Offered`)}
        </Menu.Item>
      );
    });
}
