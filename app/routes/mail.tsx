import { Title } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#app/components/states.tsx';
import { KeptLetterList } from '#app/features/letter/kept-letter-list.tsx';
import { KeptLetterView } from '#app/features/letter/kept-letter-view.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import type { PageHandle } from '#app/lib/page-handle.ts';
import '#app/features/letter/mail.css';

export const handle: PageHandle = { title: (t) => t('mail:title') };

/** Letters that went into files, for whoever sits at the machine itself; a 404 for everybody else. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  if (context.keptLetters === null) throw new Response(null, { status: 404 });
  const letters = await context.keptLetters();
  const chosen = new URL(request.url).searchParams.get('letter') ?? letters[0]?.id;
  const rows = letters.map(({ id, to, at, subject }) => ({ id, to, at, subject }));
  const letter = letters.find(({ id }) => id === chosen);
  return { rows, letter: letter ? { ...letter, html: '' } : null };
}

export default function MailPage() {
  const { t } = useTranslation('mail');
  const { rows, letter } = useLoaderData<typeof loader>();
  return (
    <main className="t-mail">
      <header className="t-mail-head">
        <div>
          <Title order={1}>{t('title')}</Title>
          <p>{t('intro')}</p>
        </div>
        <LanguageMenu isSignedIn={false} />
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t('emptyTitle')} description={t('emptyText')} />
      ) : (
        <div className="t-mail-body">
          <KeptLetterList rows={rows} chosenId={letter?.id} />
          {letter === null ? null : <KeptLetterView letter={letter} />}
        </div>
      )}
    </main>
  );
}
