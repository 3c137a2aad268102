import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from './deferred.tsx';
import type { RailItem } from './rail.tsx';
import { Rail } from './rail.tsx';
import './app-shell.css';

interface Props {
  items: readonly RailItem[];
  /** What the top bar holds: search at the left, the rest at the right. */
  search: ReactNode;
  tools: ReactNode;
  isRailCollapsed: boolean;
  onRailCollapse: (isCollapsed: boolean) => void;
  children: ReactNode;
}

const phoneDrawer = deferred(async () => (await import('./phone-drawer.tsx')).PhoneDrawer);

export const mainId = 'main';

/** The frame of every signed-in page: a rail, a top bar, the page. On a phone the rail is a drawer. */
export function AppShell(props: Props) {
  const { items, search, tools, isRailCollapsed, onRailCollapse, children } = props;
  const { t } = useTranslation('common');
  return (
    <div className="t-shell" data-rail={isRailCollapsed ? 'collapsed' : 'expanded'}>
      <a className="t-skip" href={`#${mainId}`}>
        {t('skipToContent')}
      </a>
      <div className="t-shell-rail no-print">
        <Rail items={items} isCollapsed={isRailCollapsed} onCollapse={onRailCollapse} />
      </div>
      <header className="t-topbar no-print">
        <PhoneMenu items={items} />
        <div className="t-topbar-search">{search}</div>
        <div className="t-topbar-tools">{tools}</div>
      </header>
      <main className="t-main" id={mainId} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function PhoneMenu({ items }: Pick<Props, 'items'>) {
  const { t } = useTranslation('common');
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const open = () => {
    setWasOpened(true);
    setOpen(true);
  };
  // What could not be had is asked for again when it is opened again.
  const forget = () => {
    setWasOpened(false);
    setOpen(false);
  };
  return (
    <div className="t-topbar-menu">
      <ActionIcon onClick={open} aria-label={t('nav.openMenu')} aria-expanded={isOpen}>
        <IconMenu2 size={20} stroke={1.75} />
      </ActionIcon>
      {wasOpened ? (
        <phoneDrawer.Component
          opened={isOpen}
          onClose={() => setOpen(false)}
          onMissing={forget}
          items={items}
        />
      ) : null}
    </div>
  );
}
