import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Entrance } from '#app/components/entrance.tsx';
import { SetCustomerPasswordForm } from '#app/features/password/set-customer-password-form.tsx';
import { LanguageMenu } from '#app/features/user/language-menu.tsx';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import type { CustomerLinkDto } from '#server/features/customer/schema.ts';

export const handle: PageHandle = { title: (t) => t('password:set.title') };

/** The token is in a cookie by now (server/http/link-hand-over.ts); the page never sees it. */
export async function loader({ context }: LoaderFunctionArgs) {
  let link = { state: 'unknown' } as CustomerLinkDto;
  await prefetch(context, async (trpc) => {
    link = await trpc.customer.readLink.fetch();
  });
  return link;
}

/** For a customer, who has no other page here yet: it ends where the password is saved. */
export default function SetCustomerPasswordPage() {
  const { t } = useLaterWords();
  const { t: common } = useTranslation('password');
  const link = useLoaderData<typeof loader>();
  const [doneLogin, setDoneLogin] = useState<string | null>(null);
  const tools = <LanguageMenu isSignedIn={false} />;
  if (link.state !== 'valid') {
    const { state } = link;
    return (
      <Entrance title={t(`gone.${state}.title`)} intro={t(`gone.${state}.text`)} tools={tools}>
        <Text>{t('gone.ask')}</Text>
      </Entrance>
    );
  }
  const { customerId, version, firstName: name, login, companyName: company, policy } = link;
  if (doneLogin !== null) {
    return (
      <Entrance title={t('set.doneTitle')} intro={null} tools={tools}>
        <Text role="status">{t('set.done', { login: doneLogin, company })}</Text>
      </Entrance>
    );
  }
  return (
    <Entrance
      title={common('set.title')}
      intro={t('set.intro', { name, login, company })}
      tools={tools}
    >
      <SetCustomerPasswordForm {...{ customerId, version, login, policy }} onDone={setDoneLogin} />
    </Entrance>
  );
}
