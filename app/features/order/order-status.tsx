import {
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconPackage,
  IconThumbUp,
  IconTruck,
} from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '#app/components/status-badge.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { OrderStatus as Status } from '#server/features/order/schema.ts';

const looks: Record<Status, { tone: Tone; icon: TablerIcon }> = {
  new: { tone: 'waiting', icon: IconCircleDashed },
  confirmed: { tone: 'neutral', icon: IconThumbUp },
  processing: { tone: 'neutral', icon: IconPackage },
  shipped: { tone: 'neutral', icon: IconTruck },
  completed: { tone: 'good', icon: IconCircleCheck },
  cancelled: { tone: 'danger', icon: IconCircleX },
  returned: { tone: 'waiting', icon: IconArrowBackUp },
};

export function OrderStatus({ status, size = 'md' }: { status: Status; size?: 'md' | 'lg' }) {
  const { t } = useTranslation('order');
  const { tone, icon } = looks[status];
  return <StatusBadge tone={tone} icon={icon} label={t(`status.${status}`)} size={size} />;
}
