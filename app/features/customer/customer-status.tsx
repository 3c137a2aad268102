import {
  IconCircleCheck,
  IconClockPause,
  IconKey,
  IconLock,
  IconMailQuestion,
} from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '#app/components/status-badge.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useNow } from '#app/i18n/use-now.ts';
import type { StatusFacts } from '#server/features/customer/schema.ts';
import { statusOf } from '#server/features/customer/schema.ts';
import type { CustomerStatus as Status } from '#server/shared/customer-filter.ts';

const looks: Record<Status, { tone: Tone; icon: TablerIcon }> = {
  locked: { tone: 'danger', icon: IconLock },
  lockedOut: { tone: 'waiting', icon: IconClockPause },
  passwordReset: { tone: 'waiting', icon: IconKey },
  notConfirmed: { tone: 'neutral', icon: IconMailQuestion },
  enabled: { tone: 'good', icon: IconCircleCheck },
};

/** The derived status as of now: a lockout that ends turns by itself. */
export function useCustomerStatus(facts: StatusFacts): Status {
  return statusOf(facts, new Date(useNow()));
}

interface Props {
  facts: StatusFacts;
  size?: 'sm' | 'md' | 'lg';
}

export function CustomerStatus({ facts, size = 'md' }: Props) {
  const { t } = useTranslation('customer');
  const status = useCustomerStatus(facts);
  const { tone, icon } = looks[status];
  return <StatusBadge tone={tone} icon={icon} label={t(`status.${status}`)} size={size} />;
}
