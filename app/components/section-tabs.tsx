import { NavLink } from '@remix-run/react';
import './section-tabs.css';

interface Props {
  label: string;
  tabs: readonly { to: string; label: string }[];
}

/** Links, not a tab list: each section has its address and opens in a tab of its own as well. */
export function SectionTabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className="t-section-tabs">
      {tabs.map((tab) => (
        <NavLink key={tab.to} end to={tab.to} className="t-section-tab" prefetch="intent">
          {tab.label}
        </NavLink>
      ))}
    </nav>
  );
}
