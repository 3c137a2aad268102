import { Button } from '@mantine/core';
import { IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/order/policy.ts';
import type { OrderDto } from '#server/features/order/schema.ts';
import { isFinal } from '#server/features/order/schema.ts';

/** S4-8: there for everyone; off, with the reason, for who may not cancel or while it could only fail. */
export function CancelButton({ order, onCancel }: { order: OrderDto; onCancel: () => void }) {
  const { t } = useTranslation('order');
  const refusal = useRefusal(order);
  return (
    <Hint label={refusal ?? ''} disabled={refusal === null}>
      <Button
        variant="default"
        leftSection={<IconCircleX size={16} stroke={1.5} aria-hidden="true" />}
        aria-disabled={refusal !== null}
        {...(refusal === null ? {} : { 'data-disabled': true, 'aria-description': refusal })}
        onClick={() => {
          if (refusal === null) onCancel();
        }}
      >
        {t('cancel.action')}
      </Button>
    </Hint>
  );
}

function useRefusal(order: OrderDto): string | null {
  const { t } = useTranslation('order');
  const actor = useActor();
  const isOnline = useOnline();
  if (!can.cancel(actor)) return t('cancel.notAllowed');
  if (isFinal(order.status)) return t('cancel.final');
  return isOnline ? null : t('cancel.offline');
}
