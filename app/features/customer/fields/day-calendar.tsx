import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/uk.js';
import 'dayjs/locale/ru.js';
import { DatePicker } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#app/i18n/format.ts';

interface Props {
  /** YYYY-MM-DD */
  day: string | null;
  onChoose: (day: string | null) => void;
}

const earliest = '1900-01-01';

/** A month to choose a day from, in the reader's language; it opens where people are born. */
export function DayCalendar({ day, onChoose }: Props) {
  const { t } = useTranslation('customer');
  const language = useLanguage();
  return (
    <DatePicker
      value={day}
      onChange={onChoose}
      defaultDate={day ?? '1990-01-01'}
      defaultLevel={day === null ? 'decade' : 'month'}
      minDate={earliest}
      maxDate={new Date()}
      locale={language}
      ariaLabels={{
        previousMonth: t('fieldInput.previous'),
        nextMonth: t('fieldInput.next'),
        previousYear: t('fieldInput.previous'),
        nextYear: t('fieldInput.next'),
        previousDecade: t('fieldInput.previous'),
        nextDecade: t('fieldInput.next'),
      }}
    />
  );
}
