import { Badge } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';

/** Colours for meaning alone: good, waiting, danger; `neutral` has none. */
export type Tone = 'good' | 'waiting' | 'danger' | 'neutral' | 'colleague';

const colors: Record<Tone, string> = {
  good: 'green',
  waiting: 'yellow',
  danger: 'red',
  neutral: 'gray',
  colleague: 'violet',
};

interface Props {
  tone: Tone;
  icon: TablerIcon;
  /** The word: colour and icon never stand alone. */
  label: string;
  size?: 'sm' | 'md' | 'lg';
}

export function StatusBadge({ tone, icon: Icon, label, size = 'md' }: Props) {
  return (
    <Badge
      variant="light"
      color={colors[tone]}
      size={size}
      radius="sm"
      leftSection={<Icon size={size === 'lg' ? 16 : 14} stroke={1.75} aria-hidden="true" />}
    >
      {label}
    </Badge>
  );
}
