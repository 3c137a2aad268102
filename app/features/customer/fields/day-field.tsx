import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from '#app/components/deferred.tsx';
import { useFormat } from '#app/i18n/format.ts';
import type { FieldValue } from '#server/shared/customer-fields.ts';
import type { InputParts } from './input-parts.ts';
import { typedMax } from './text-field.tsx';
import { parseDay } from './typed-day.ts';

/** A calendar is heavy, and most people type: it comes when it is opened. */
const dayCalendar = deferred(async () => (await import('./day-calendar.tsx')).DayCalendar);

interface Props {
  /** Names what opened the calendar. */
  field: string;
  /** YYYY-MM-DD, or what was typed as long as it is no day. */
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  parts: InputParts;
}

export function DayField({ field, value, onChange, parts }: Props) {
  const { text, type, rewrite } = useTypedDay(value, onChange);
  return (
    <TextInput
      {...parts}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={rewrite}
      inputMode="numeric"
      autoComplete="off"
      maxLength={typedMax}
      rightSection={
        parts.readOnly ? null : (
          <CalendarButton
            field={field}
            name={parts.label ?? parts['aria-label'] ?? ''}
            day={value === null ? null : parseDay(String(value))}
            onChoose={onChange}
          />
        )
      }
    />
  );
}

interface CalendarButtonProps {
  /** Names what opened the calendar. */
  field: string;
  name: string;
  day: string | null;
  onChoose: (day: string | null) => void;
}

function CalendarButton({ field, name, day, onChoose }: CalendarButtonProps) {
  const { t } = useTranslation('customer');
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size="md"
          aria-label={t('fieldInput.openCalendar')}
          onPointerEnter={dayCalendar.prefetch}
          onClick={() => setOpen(!isOpen)}
        >
          <IconCalendar size={16} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        aria-label={t('fieldInput.calendar', { field: name })}
        data-opened-by={field}
        className="t-day-calendar"
      >
        <dayCalendar.Component
          day={day}
          onMissing={() => setOpen(false)}
          onChoose={(chosen) => {
            onChoose(chosen);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/**
 * The text stays as it is being typed, and becomes the reader's way of writing a day when the field
 * is left. A value that comes from elsewhere is shown at once.
 */
function useTypedDay(value: FieldValue, onChange: Props['onChange']) {
  const format = useFormat();
  const written = (given: FieldValue) => {
    if (given === null) return '';
    const day = parseDay(String(given));
    return day === null ? String(given) : format.day(day);
  };
  const [typed, setTyped] = useState<{ text: string; value: FieldValue } | null>(null);
  const isOwn = typed !== null && typed.value === value;
  return {
    text: isOwn ? typed.text : written(value),
    type: (text: string) => {
      const next = text === '' ? null : (parseDay(text) ?? text);
      setTyped({ text, value: next });
      onChange(next);
    },
    rewrite: () => setTyped(null),
  };
}
