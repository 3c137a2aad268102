import { UnstyledButton } from '@mantine/core';
import { NavLink } from '@remix-run/react';
import type { TablerIcon } from '@tabler/icons-react';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Brand } from './brand.tsx';
import { Hint } from './hint.tsx';
import './rail.css';

export interface RailItem {
  to: string;
  label: string;
  icon: TablerIcon;
}

interface Props {
  items: readonly RailItem[];
  isCollapsed: boolean;
  /** Absent where the rail can't be made narrower (the phone's drawer). */
  onCollapse?: (isCollapsed: boolean) => void;
  /** A page was chosen. */
  onLeave?: () => void;
}

export function Rail({ items, isCollapsed, onCollapse, onLeave }: Props) {
  const { t } = useTranslation('common');
  const ToggleIcon = isCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav
      aria-label={t('nav.main')}
      className="t-rail"
      data-collapsed={isCollapsed ? true : undefined}
    >
      <div className="t-rail-brand">
        <Brand name={t('appName')} compact={isCollapsed} />
      </div>
      <div className="t-rail-items">
        {items.map(({ to, label, icon: Icon }) => (
          <Hint key={to} label={label} side="right" disabled={!isCollapsed}>
            <NavLink to={to} className="t-rail-item" prefetch="intent" onClick={onLeave}>
              <Icon size={20} stroke={1.75} aria-hidden="true" />
              <span className={isCollapsed ? 'visually-hidden' : undefined}>{label}</span>
            </NavLink>
          </Hint>
        ))}
      </div>
      {onCollapse ? (
        <Hint label={t('nav.expand')} side="right" disabled={!isCollapsed}>
          <UnstyledButton
            className="t-rail-item t-rail-toggle"
            onClick={() => onCollapse(!isCollapsed)}
            aria-expanded={!isCollapsed}
            aria-label={isCollapsed ? t('nav.expand') : t('nav.collapse')}
          >
            <ToggleIcon size={20} stroke={1.75} aria-hidden="true" />
            {isCollapsed ? null : <span>{t('nav.collapse')}</span>}
          </UnstyledButton>
        </Hint>
      ) : null}
    </nav>
  );
}
