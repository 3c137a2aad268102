import { Paper, Stack, Text, Title } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Hydrated } from '#app/components/hydrated.tsx';
import { ChangePasswordForm } from '#app/features/password/change-password-form.tsx';
import { OwnSessions } from '#app/features/session/own-sessions.tsx';
import { LookForm } from '#app/features/user/profile/look-form.tsx';
import { ProfileForm } from '#app/features/user/profile/profile-form.tsx';
import { prefetch } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { trpc } from '#app/lib/trpc.ts';

export const handle: PageHandle = { title: (t) => t('session:menu.profile') };

export async function loader({ context }: LoaderFunctionArgs) {
  return prefetch(context, async (trpc) => {
    await trpc.user.getProfile.fetch();
    await trpc.session.list.prefetch();
    await trpc.layout.get.prefetch();
  });
}

/** What is the reader's own: who they are, how it looks, the password, where they are signed in. */
export default function ProfilePage() {
  const { trpcState } = useLoaderData<typeof loader>();
  return (
    <Hydrated state={trpcState}>
      <Profile />
    </Hydrated>
  );
}

function Profile() {
  const { t } = useTranslation('user');
  const { data: profile } = trpc.user.getProfile.useQuery();
  if (profile === undefined) return null;
  return (
    <Stack gap="md" maw={760}>
      <Title order={1}>{t('profile.title')}</Title>
      <Section title={t('profile.me')}>
        <ProfileForm profile={profile} />
      </Section>
      <Section title={t('look.title')} intro={t('look.intro')}>
        <LookForm timeZone={profile.timeZone} />
      </Section>
      <Section title={t('profile.password')} intro={t('profile.passwordIntro')}>
        <ChangePasswordForm />
      </Section>
      <Section title={t('profile.sessions')} intro={t('profile.sessionsIntro')}>
        <OwnSessions />
      </Section>
    </Stack>
  );
}

interface SectionProps {
  title: string;
  intro?: string;
  children: ReactNode;
}

function Section({ title, intro, children }: SectionProps) {
  return (
    <Paper withBorder radius="md" p="lg" component="section" aria-label={title}>
      <Title order={2} size="h4" mb={intro === undefined ? 'md' : 4}>
        {title}
      </Title>
      {intro === undefined ? null : (
        <Text size="sm" c="dimmed" mb="md">
          {intro}
        </Text>
      )}
      {children}
    </Paper>
  );
}
