import { Button, Group, Popover, SegmentedControl } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateRangeForm } from '#app/components/date-range-form.tsx';
import { useDaysCaption } from '#app/i18n/use-days-caption.ts';
import type { Days } from '#app/lib/days.ts';
import type { PeriodParams } from './period.ts';
import { periodPresets } from './period.ts';

interface Props {
  period: PeriodParams;
  /** The days that the period means today; both ends may be open. */
  days: Days;
  onChange: (search: URLSearchParams) => void;
}

/** Presets for what one mostly asks; two dates for the rest. All of it is in the address. */
export function PeriodFilter({ period, days, onChange }: Props) {
  const { t } = useTranslation('operation');
  return (
    <Group gap="xs" className="t-period">
      <SegmentedControl
        aria-label={t('period.label')}
        value={period.period}
        data={periodPresets.map((preset) => ({ value: preset, label: t(`period.${preset}`) }))}
        onChange={(preset) => onChange(new URLSearchParams({ period: preset }))}
      />
      <CustomPeriod isChosen={period.period === 'custom'} days={days} onChange={onChange} />
    </Group>
  );
}

function CustomPeriod({ isChosen, days, onChange }: Omit<Props, 'period'> & { isChosen: boolean }) {
  const { t } = useTranslation('common');
  const [isOpen, setOpen] = useState(false);
  const caption = useDaysCaption();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isChosen ? 'light' : 'default'}
          leftSection={<IconCalendar size={16} stroke={1.5} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isChosen ? caption(days) : t('dates.custom')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('dates.custom')}>
        <DateRangeForm
          days={days}
          onApply={(chosen) => {
            setOpen(false);
            onChange(searchOf(chosen));
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function searchOf(days: Days): URLSearchParams {
  return new URLSearchParams(Object.keys(days).length === 0 ? { period: 'all' } : { ...days });
}
