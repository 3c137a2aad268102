import { Alert, Text, Title } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useSearchParams } from '@remix-run/react';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Brand } from '#app/components/brand.tsx';
import { SignInForm } from '#app/features/session/sign-in-form.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import { ownPath } from '#app/lib/own-path.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import '#app/features/session/sign-in.css';

export const handle: PageHandle = { title: (t) => t('session:signIn.title') };

export function loader({ context, request }: LoaderFunctionArgs) {
  if (context.session !== null) {
    throw redirect(ownPath(new URL(request.url).searchParams.get('next')));
  }
  return null;
}

export default function SignInPage() {
  const { t } = useTranslation(['session', 'common']);
  const [query] = useSearchParams();
  return (
    <div className="t-sign-in">
      <header className="t-sign-in-top">
        <LanguageMenu isSignedIn={false} />
      </header>
      <main className="t-sign-in-main">
        <Brand name={t('common:appName')} />
        <div className="t-sign-in-card">
          <Title order={1}>{t('signIn.title')}</Title>
          <Text c="dimmed" mt={4} mb="lg">
            {t('signIn.intro')}
          </Text>
          <Reason reason={query.get('reason')} />
          <SignInForm next={ownPath(query.get('next'))} />
        </div>
      </main>
    </div>
  );
}

function Reason({ reason }: { reason: string | null }) {
  const { t } = useTranslation('session');
  if (reason !== 'ended' && reason !== 'signedOut') return null;
  return (
    <Alert
      mb="md"
      color="gray"
      variant="light"
      role="status"
      icon={<IconInfoCircle size={18} aria-hidden="true" />}
    >
      {reason === 'ended' ? t('signIn.reasonEnded') : t('signIn.reasonSignedOut')}
    </Alert>
  );
}
