import { Button, Group } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { IntentTarget } from '#app/realtime/presence-intents.tsx';
import { can } from '#server/features/operation/policy.ts';
import type { MoneyKind } from './use-money-form.ts';

interface Props {
  customerId: number;
  onChoose: (kind: MoneyKind) => void;
}

const icons = { deposit: IconPlus, withdraw: IconMinus };
const kinds = ['deposit', 'withdraw'] as const;

/** Off while nothing on screen is known to be current, and says why. */
export function MoneyButtons({ customerId, onChoose }: Props) {
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
            <IntentTarget key={kind} customerId={customerId} intent={kind}>
              {({ describedBy, words }) => (
                <Hint
                  label={isOnline ? (words ?? '') : t('action.offline')}
                  disabled={isOnline && words === null}
                >
                  <Button
                    aria-describedby={describedBy}
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
              )}
            </IntentTarget>
          );
        })}
    </Group>
  );
}
