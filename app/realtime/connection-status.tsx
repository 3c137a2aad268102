import { IconCircleDot, IconRefresh, IconWifiOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Hint } from '#app/components/hint.tsx';
import { useFormat } from '#app/i18n/format.ts';
import type { Connection } from './connection.ts';
import { useConnection } from './connection.ts';
import './connection-status.css';

const icons = { live: IconCircleDot, catchingUp: IconRefresh, offline: IconWifiOff } as const;

function useWords({ state, since }: Connection): { word: string; hint: string } {
  const { t } = useTranslation('common');
  const format = useFormat();
  switch (state) {
    case 'live':
      return { word: t('connection.live'), hint: t('connection.liveHint') };
    case 'catchingUp':
      return { word: t('connection.catchingUp'), hint: t('connection.catchingUpHint') };
    case 'offline':
      return {
        word:
          since === null
            ? t('connection.offline')
            : t('connection.offlineSince', { time: format.time(since) }),
        hint: t('connection.offlineHint'),
      };
  }
}

/** Whether this page is current: an icon and a word, never a colour alone. */
export function ConnectionStatus() {
  const { t } = useTranslation('common');
  const connection = useConnection();
  const { word, hint } = useWords(connection);
  const Icon = icons[connection.state];
  return (
    <Hint label={hint} side="bottom">
      <div
        className="t-connection"
        data-state={connection.since === null ? 'starting' : connection.state}
        role="status"
        aria-label={t('connection.label')}
        // A tooltip must be reachable by keyboard as well.
        tabIndex={0}
      >
        <Icon size={16} stroke={1.75} aria-hidden="true" />
        <span>{word}</span>
      </div>
    </Hint>
  );
}
