import { Button, Group } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
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
            <Hint key={kind} label={t('action.offline')} disabled={isOnline}>
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
            </Hint>
          );
        })}
    </Group>
  );
}
