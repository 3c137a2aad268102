import { useNavigation } from '@remix-run/react';
import { IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOnline } from './connection.ts';
import { useHeldPage } from './patient-fetch.ts';
import { useRouteModules } from './route-modules.ts';
import './held-page.css';

/** Says why a page that was asked for does not come: the present one stays, the next one follows. */
export function HeldPage() {
  const { t } = useTranslation('common');
  const isBlocked = useRouteModules();
  const isHeld = useHeldPage();
  const isOnline = useOnline();
  const { state } = useNavigation();
  const isShown = isBlocked || (state === 'loading' && (isHeld || !isOnline));
  return (
    <div className="t-held-place no-print" role="status">
      {isShown ? (
        <p className="t-held">
          <IconWifiOff size={16} stroke={1.75} aria-hidden="true" />
          {t('connection.held')}
        </p>
      ) : null}
    </div>
  );
}
