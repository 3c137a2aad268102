import { IconPackage, IconSettings, IconUserCog, IconUsers } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppShell } from '#app/components/app-shell.tsx';
import { ShortcutsHost } from '#app/components/shortcuts-host.tsx';
import { LocaleContext } from '#app/i18n/format.ts';
import { useCurrentSession } from '#app/lib/company-face.ts';
import { rememberPreference } from '#app/lib/cookie.ts';
import { SessionContext } from '#app/lib/session.ts';
import { ConnectionStatus } from '#app/realtime/connection-status.tsx';
import type { SessionDto } from '#server/features/session/schema.ts';
import { useOwnSession } from './use-own-session.ts';
import { UserMenu } from './user-menu.tsx';

interface Props {
  /** As the page was rendered with it. */
  session: SessionDto;
  isRailCollapsed: boolean;
  /** The field in the top bar; for those who may see customers. */
  search: ReactNode;
  languageMenu: ReactNode;
  children: ReactNode;
}

/** The frame of a signed-in user's pages: what they may open, whether it is current, who they are. */
export function SignedInShell(props: Props) {
  const { isRailCollapsed, search, languageMenu, children } = props;
  const session = useCurrentSession(useOwnSession(props.session));
  const { t } = useTranslation('common');
  const [isCollapsed, setCollapsed] = useState(isRailCollapsed);
  const { timeZone } = session;
  const { currency } = session.company;
  const locale = useMemo(() => ({ currency, timeZone }), [currency, timeZone]);
  const mayViewCustomers = session.permissions.includes('customer:view');
  const maySet =
    session.permissions.includes('company:configure') ||
    session.permissions.includes('prro:configure');
  const mayViewOrders = session.permissions.includes('order:view');
  const items = [
    ...(mayViewCustomers ? [{ to: '/customers', label: t('nav.customers'), icon: IconUsers }] : []),
    ...(mayViewOrders ? [{ to: '/orders', label: t('nav.orders'), icon: IconPackage }] : []),
    ...(session.permissions.includes('user:view')
      ? [{ to: '/users', label: t('nav.users'), icon: IconUserCog }]
      : []),
    ...(maySet ? [{ to: '/settings', label: t('nav.settings'), icon: IconSettings }] : []),
  ];
  return (
    <SessionContext.Provider value={session}>
      <LocaleContext.Provider value={locale}>
        <AppShell
          items={items}
          search={mayViewCustomers ? search : null}
          tools={
            <>
              <ConnectionStatus />
              {languageMenu}
              <UserMenu />
            </>
          }
          isRailCollapsed={isCollapsed}
          onRailCollapse={(next) => {
            setCollapsed(next);
            rememberPreference('rail', next ? 'collapsed' : 'expanded');
          }}
        >
          {children}
          <ShortcutsHost />
        </AppShell>
      </LocaleContext.Provider>
    </SessionContext.Provider>
  );
}
