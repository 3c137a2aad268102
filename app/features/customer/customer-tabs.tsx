import { NavLink, useLocation } from '@remix-run/react';
import { useTranslation } from 'react-i18next';

const tabs = [
  { name: 'general', path: '' },
  { name: 'account', path: '/operations' },
  { name: 'orders', path: '/orders' },
  { name: 'activity', path: '/activity' },
] as const;

/** Links, not a tab list: each section has its address and opens in a tab of its own as well. */
export function CustomerTabs({ customerId }: { customerId: number }) {
  const { t } = useTranslation('customer');
  // Keeps the place in the list that one came from.
  const { state } = useLocation() as { state: unknown };
  return (
    <nav aria-label={t('page.tabs')} className="t-customer-tabs">
      {tabs.map(({ name, path }) => (
        <NavLink
          key={name}
          end
          preventScrollReset
          to={`/customers/${String(customerId)}${path}`}
          state={state}
          className="t-customer-tab"
        >
          {t(`page.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
