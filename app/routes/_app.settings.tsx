import { Title } from '@mantine/core';
import type { LoaderFunctionArgs } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Outlet } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { SectionTabs } from '#app/components/section-tabs.tsx';
import type { RefusedPage } from '#app/lib/load.ts';
import type { PageHandle } from '#app/lib/page-handle.ts';
import { useSession } from '#app/lib/session.ts';

export const handle: PageHandle = { title: (t) => t('common:settings.title') };

export function loader({ context }: LoaderFunctionArgs) {
  const permissions = context.session?.permissions ?? [];
  if (permissions.includes('company:configure') || permissions.includes('prro:configure')) {
    return null;
  }
  const page: RefusedPage = { code: 'FORBIDDEN', params: {}, requestId: context.requestId };
  throw data(page, { status: 403 });
}

export default function SettingsLayout() {
  const { t } = useTranslation(['common', 'company', 'prro']);
  const { permissions } = useSession();
  const tabs = [
    { to: '/settings/company', label: t('company:title'), permission: 'company:configure' },
    { to: '/settings/prro', label: t('prro:title'), permission: 'prro:configure' },
  ] as const;
  return (
    <>
      <Title order={1} mb="sm">
        {t('common:settings.title')}
      </Title>
      <SectionTabs
        label={t('common:settings.tabs')}
        tabs={tabs.filter(({ permission }) => permissions.includes(permission))}
      />
      <Outlet />
    </>
  );
}
