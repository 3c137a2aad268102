import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '#app/components/entrance.tsx';
import { LinkGone } from '#app/features/password/link-gone.tsx';
import { SetPasswordForm } from '#app/features/password/set-password-form.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import type { LinkDto } from '#server/features/password/schema.ts';

export const handle: PageHandle = { title: (t) => t('password:set.title') };

/** The token is in a cookie by now (server/http/link-hand-over.ts); the page never sees it. */
export async function loader({ context }: LoaderFunctionArgs) {
  let link = { state: 'unknown' } as LinkDto;
  await prefetch(context, async (trpc) => {
    link = await trpc.password.readLink.fetch();
  });
  return link;
}

export default function SetPasswordPage() {
  const { t } = useTranslation('password');
  const link = useLoaderData<typeof loader>();
  const tools = <LanguageMenu isSignedIn={false} />;
  if (link.state !== 'valid') {
    return (
      <Entrance
        title={t(`gone.${link.state}.title`)}
        intro={t(`gone.${link.state}.text`)}
        tools={tools}
      >
        <LinkGone state={link.state} />
      </Entrance>
    );
  }
  const { firstName: name, email } = link;
  return (
    <Entrance
      title={t('set.title')}
      intro={link.isFirst ? t('set.introFirst', { name, email }) : t('set.intro', { email })}
      tools={tools}
    >
      <SetPasswordForm email={email} policy={link.policy} />
    </Entrance>
  );
}
