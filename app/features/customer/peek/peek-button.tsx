import { ActionIcon } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from '../full-name.ts';
import { peekPanel } from './peek-deferred.ts';
import './peek.css';

interface Props {
  customer: CustomerRowDto;
  onPeek: () => void;
}

/** Beside the gear, once the row is pointed at or has the focus; a finger finds it in the menu. */
export function PeekButton({ customer, onPeek }: Props) {
  const { t } = useTranslation('customer');
  return (
    <ActionIcon
      size="lg"
      className="t-peek-button"
      aria-label={t('peek.open', { name: fullName(customer) })}
      title={t('action.peek')}
      onPointerEnter={peekPanel.prefetch}
      onClick={onPeek}
    >
      <IconLayoutSidebarRight size={18} stroke={1.5} aria-hidden="true" />
    </ActionIcon>
  );
}
