import { Button, Group, Popover, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { PeriodParams } from './period.ts';
import { periodPresets } from './period.ts';

interface Props {
  period: PeriodParams;
  /** The days that the period means today; both ends may be open. */
  days: { from?: string; to?: string };
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
  const { t } = useTranslation('operation');
  const [isOpen, setOpen] = useState(false);
  const caption = usePeriodCaption();
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={isChosen ? 'light' : 'default'}
          leftSection={<IconCalendar size={16} stroke={1.5} aria-hidden="true" />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isChosen ? caption(days) : t('period.custom')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('period.custom')}>
        <DatesForm
          days={days}
          onApply={(search) => {
            setOpen(false);
            onChange(search);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

interface DatesFormProps {
  days: Props['days'];
  onApply: (search: URLSearchParams) => void;
}

function DatesForm({ days, onApply }: DatesFormProps) {
  const { t } = useTranslation('operation');
  const [from, setFrom] = useState(days.from ?? '');
  const [to, setTo] = useState(days.to ?? '');
  const isWrong = from !== '' && to !== '' && to < from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) return;
    const search = new URLSearchParams();
    if (from !== '') search.set('from', from);
    if (to !== '') search.set('to', to);
    if (search.size === 0) search.set('period', 'all');
    onApply(search);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <DayInput label={t('period.from')} value={from} onChange={setFrom} />
          <DayInput
            label={t('period.to')}
            value={to}
            onChange={setTo}
            error={isWrong ? t('period.wrongOrder') : null}
          />
        </Group>
        <Button type="submit">{t('period.apply')}</Button>
      </Stack>
    </form>
  );
}

interface DayInputProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
  error?: string | null;
}

function DayInput({ label, value, onChange, error = null }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value}
      error={error}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** "01.02.2026 – 28.02.2026", "since …", "until …", "All time". */
export function usePeriodCaption(): (days: Props['days']) => string {
  const { t } = useTranslation('operation');
  const format = useFormat();
  return ({ from, to }) => {
    if (from !== undefined && to !== undefined) {
      return t('period.between', { from: format.day(from), to: format.day(to) });
    }
    if (from !== undefined) return t('period.since', { from: format.day(from) });
    if (to !== undefined) return t('period.until', { to: format.day(to) });
    return t('period.all');
  };
}
