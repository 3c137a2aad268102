import { IconUsers } from '@tabler/icons-react';
import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppShell, mainId } from '#app/components/app-shell.tsx';
import { SearchLink } from '#app/components/search-link.tsx';
import { ShortcutsHost } from '#app/components/shortcuts-host.tsx';
import { LocaleContext } from '#app/i18n/format.ts';
import { rememberPreference } from '#app/lib/cookie.ts';
import { SessionContext } from '#app/lib/session.ts';
import { ConnectionStatus } from '#app/realtime/connection-status.tsx';
import type { SessionDto } from '#server/features/session/schema.ts';
import { UserMenu } from './user-menu.tsx';

interface Props {
  session: SessionDto;
  isRailCollapsed: boolean;
  languageMenu: ReactNode;
  children: ReactNode;
}

/** The frame of a signed-in user's pages: what they may open, whether it is current, who they are. */
export function SignedInShell({ session, isRailCollapsed, languageMenu, children }: Props) {
  const { t } = useTranslation('common');
  const [isCollapsed, setCollapsed] = useState(isRailCollapsed);
  const { currency, timeZone } = session.company;
  const locale = useMemo(() => ({ currency, timeZone }), [currency, timeZone]);
  const mayViewCustomers = session.permissions.includes('customer:view');
  useSearchFocus();
  // The list has its own field, in the same place to look: one is enough.
  const isOnList = useLocation().pathname === '/customers';
  const items = mayViewCustomers
    ? [{ to: '/customers', label: t('nav.customers'), icon: IconUsers }]
    : [];
  return (
    <SessionContext.Provider value={session}>
      <LocaleContext.Provider value={locale}>
        <AppShell
          items={items}
          search={
            mayViewCustomers && !isOnList ? (
              <SearchLink
                to="/customers"
                label={t('search.customers')}
                shortcut={t('search.shortcut')}
              />
            ) : null
          }
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

/** The top bar's search leads to the list's own field. */
function useSearchFocus() {
  const { key, state } = useLocation() as { key: string; state: { focusSearch?: boolean } | null };
  const isWanted = state?.focusSearch === true;
  useEffect(() => {
    if (!isWanted) return;
    document.querySelector<HTMLInputElement>(`#${mainId} input[type="search"]`)?.focus();
  }, [isWanted, key]);
}
