import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '#app/components/entrance.tsx';
import { LinkSent } from '#app/features/password/link-sent.tsx';
import { RequestLinkForm } from '#app/features/password/request-link-form.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import type { PageHandle } from '#app/lib/page-handle.ts';

export const handle: PageHandle = { title: (t) => t('password:forgot.title') };

export default function ForgotPasswordPage() {
  const { t } = useTranslation('password');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const isSent = sentTo !== null;
  return (
    <Entrance
      title={isSent ? t('forgot.sentTitle') : t('forgot.title')}
      intro={isSent ? t('forgot.sentText', { email: sentTo }) : t('forgot.intro')}
      tools={<LanguageMenu isSignedIn={false} />}
    >
      {isSent ? (
        <LinkSent onAgain={() => setSentTo(null)} />
      ) : (
        <RequestLinkForm onSent={setSentTo} />
      )}
    </Entrance>
  );
}
