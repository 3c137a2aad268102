import { Alert, Anchor } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Link, useSearchParams } from '@remix-run/react';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '#app/components/entrance.tsx';
import { SignInForm } from '#app/features/session/sign-in-form.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import { ownPath } from '#app/lib/own-path.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { isSessionEnd } from '#server/shared/session-end.ts';

export const handle: PageHandle = { title: (t) => t('session:signIn.title') };

export function loader({ context, request }: LoaderFunctionArgs) {
  if (context.session !== null) {
    throw redirect(ownPath(new URL(request.url).searchParams.get('next')));
  }
  return null;
}

export default function SignInPage() {
  const { t } = useTranslation('session');
  const [query] = useSearchParams();
  return (
    <Entrance
      title={t('signIn.title')}
      intro={t('signIn.intro')}
      tools={<LanguageMenu isSignedIn={false} />}
    >
      <Reason reason={query.get('reason')} />
      <SignInForm next={ownPath(query.get('next'))} />
      <p className="t-entrance-foot">
        <Anchor component={Link} to="/forgot-password">
          {t('signIn.forgot')}
        </Anchor>
      </p>
    </Entrance>
  );
}

function Reason({ reason }: { reason: string | null }) {
  const { t } = useTranslation('session');
  if (!isSessionEnd(reason)) return null;
  return (
    <Alert
      mb="md"
      color="gray"
      variant="light"
      role="status"
      icon={<IconInfoCircle size={18} aria-hidden="true" />}
    >
      {t(`signIn.reason.${reason}`)}
    </Alert>
  );
}
