import { ActionIcon } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deferred } from '#app/components/deferred.tsx';
import type { MenuProps } from './customer-menu-list.tsx';
import { fullName } from './full-name.ts';

export const menuList = deferred(
  async () => (await import('./customer-menu-list.tsx')).CustomerMenuList,
);

export const menuAt = deferred(
  async () => (await import('./customer-menu-list.tsx')).CustomerMenuAt,
);

/**
 * The gear of a row. The menu itself is made when it's first asked for: hundreds of rows stay light.
 */
export function CustomerMenu(props: MenuProps) {
  const { t } = useTranslation('customer');
  const [wasAsked, setAsked] = useState(false);
  const gear = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t('action.menu', { name: fullName(props.customer) })}
      aria-haspopup="menu"
      {...(wasAsked ? {} : { onClick: () => setAsked(true) })}
    >
      <IconSettings size={18} stroke={1.5} aria-hidden="true" />
    </ActionIcon>
  );
  if (!wasAsked) return gear;
  return (
    <menuList.Component {...props} gear={gear} fallback={gear} onMissing={() => setAsked(false)} />
  );
}
