import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import type { KeptLetterRow } from './kept-letter-list.tsx';

/** One letter in both its forms; its HTML stands in a frame that may do nothing but show it. */
export function KeptLetterView({ letter }: { letter: KeptLetterRow & { text: string } }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const { id, to, at, subject, text } = letter;
  return (
    <article className="t-mail-letter" aria-label={subject}>
      <p>
        {t('to')}: {to} · <time dateTime={at}>{format.dateTime(at)}</time>
      </p>
      <iframe
        title={subject}
        src={`/mail/${id}/html`}
        sandbox="allow-top-navigation-by-user-activation"
      />
      <Title order={2} size="h5">
        {t('plain')}
      </Title>
      {/* It scrolls where a line is long, so the keyboard must reach it. */}
      <pre tabIndex={0} role="region" aria-label={t('plain')}>
        {text}
      </pre>
    </article>
  );
}
