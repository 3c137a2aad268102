import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';

export interface KeptLetterRow {
  id: string;
  to: string;
  at: string;
  subject: string;
}

interface Props {
  rows: KeptLetterRow[];
  chosenId: string | undefined;
}

/** The latest first; one of them is open beside. */
export function KeptLetterList({ rows, chosenId }: Props) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  return (
    <nav aria-label={t('title')}>
      <ul className="t-mail-list">
        {rows.map(({ id, to, at, subject }) => (
          <li key={id}>
            <Link to={`?letter=${id}`} aria-current={id === chosenId ? 'true' : undefined}>
              <strong>{subject}</strong>
              <span>{to}</span>
              <time dateTime={at}>{format.dateTime(at)}</time>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
