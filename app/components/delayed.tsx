import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** No sign of waiting for what takes less than this. */
const patienceMs = 200;

/** Shows its contents (a skeleton) only when waiting has become noticeable; keeps the place free. */
export function Delayed({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common');
  const [isNoticeable, setNoticeable] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticeable(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box aria-busy="true" style={{ visibility: isNoticeable ? 'visible' : 'hidden' }}>
      <span className="visually-hidden" role="status">
        {isNoticeable ? t('state.loading') : ''}
      </span>
      {children}
    </Box>
  );
}
