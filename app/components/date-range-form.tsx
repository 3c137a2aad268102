import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Days } from '#app/lib/days.ts';

interface Props {
  days: Days;
  onApply: (days: Days) => void;
}

/** A first and a last day (YYYY-MM-DD), either of which may be left open. */
export function DateRangeForm({ days, onApply }: Props) {
  const { t } = useTranslation('common');
  const [from, setFrom] = useState(days.from ?? '');
  const [to, setTo] = useState(days.to ?? '');
  const isWrong = from !== '' && to !== '' && to < from;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong) return;
    onApply({ ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <DayInput label={t('dates.from')} value={from} onChange={setFrom} />
          <DayInput
            label={t('dates.to')}
            value={to}
            onChange={setTo}
            error={isWrong ? t('dates.wrongOrder') : null}
          />
        </Group>
        <Button type="submit">{t('dates.apply')}</Button>
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
