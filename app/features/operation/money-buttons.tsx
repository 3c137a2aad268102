import { Button, Group, Menu, Tooltip } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/operation/policy.ts';
import type { MoneyKind } from './use-money-form.ts';

interface Props {
  onChoose: (kind: MoneyKind) => void;
}

const icons = { deposit: IconPlus, withdraw: IconMinus };
const kinds = ['deposit', 'withdraw'] as const;

/** Off while nothing on screen is known to be current, and says why. */
export function MoneyButtons({ onChoose }: Props) {
  const { t } = useTranslation('operation');
  const actor = useActor();
  const isOnline = useOnline();
  return (
    <Group gap="xs" wrap="nowrap">
      {kinds
        .filter((kind) => can[kind](actor))
        .map((kind) => {
          const Icon = icons[kind];
          return (
            <Tooltip key={kind} label={t('action.offline')} disabled={isOnline} multiline w={260}>
              <Button
                variant={kind === 'deposit' ? 'filled' : 'default'}
                leftSection={<Icon size={16} stroke={2} aria-hidden="true" />}
                {...(isOnline ? {} : { 'data-disabled': true })}
                aria-disabled={!isOnline}
                {...(isOnline ? {} : { 'aria-description': t('action.offline') })}
                onClick={() => {
                  if (isOnline) onChoose(kind);
                }}
              >
                {t(`action.${kind}`)}
              </Button>
            </Tooltip>
          );
        })}
    </Group>
  );
}

/** The same as items of a row's menu. */
export function MoneyMenuItems({ onChoose }: Props) {
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
          onClick={() => onChoose(kind)}
        >
          {t(`action.${kind}Offered`)}
        </Menu.Item>
      );
    });
}
