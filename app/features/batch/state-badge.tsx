import type { TablerIcon } from '@tabler/icons-react';
import { IconCircleCheck, IconClock, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '#app/components/status-badge.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import type { BatchState } from '#server/features/batch/schema.ts';

const looks: Record<BatchState, { tone: Tone; icon: TablerIcon }> = {
  waiting: { tone: 'neutral', icon: IconClock },
  running: { tone: 'waiting', icon: IconPlayerPlay },
  finished: { tone: 'good', icon: IconCircleCheck },
  stopped: { tone: 'neutral', icon: IconPlayerStop },
};

export function StateBadge({ state }: { state: BatchState }) {
  const { t } = useTranslation('batch');
  return <StatusBadge {...looks[state]} label={t(`state.${state}`)} />;
}
