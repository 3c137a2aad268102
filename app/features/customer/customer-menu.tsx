import { ActionIcon, Menu } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconExternalLink, IconLock, IconLockOpen, IconSettings } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from './full-name.ts';

interface Props {
  customer: CustomerRowDto;
  onLock: () => void;
  onUnlock: () => void;
  /** What other nouns offer for this customer (money), as menu items. */
  children?: ReactNode;
}

/**
 * The gear of a row. The menu itself is made when it's first asked for: hundreds of rows stay light.
 */
export function CustomerMenu(props: Props) {
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
    <Menu defaultOpened position="bottom-end" width={220} returnFocus withinPortal>
      <Menu.Target>{gear}</Menu.Target>
      <Menu.Dropdown>
        <CustomerMenuItems {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function CustomerMenuItems({ customer, onLock, onUnlock, children }: Props) {
  const { t } = useTranslation('customer');
  const actor = useActor();
  return (
    <>
      <Menu.Item
        component={Link}
        to={`/customers/${String(customer.id)}`}
        leftSection={<IconExternalLink size={16} stroke={1.5} aria-hidden="true" />}
      >
        {t('action.open')}
      </Menu.Item>
      {children}
      {can.lock(actor, customer) || can.unlock(actor, customer) ? <Menu.Divider /> : null}
      {can.lock(actor, customer) ? (
        <Menu.Item
          className="t-menu-danger"
          leftSection={<IconLock size={16} stroke={1.5} aria-hidden="true" />}
          onClick={onLock}
        >
          {t('action.lockOffered')}
        </Menu.Item>
      ) : null}
      {can.unlock(actor, customer) ? (
        <Menu.Item
          leftSection={<IconLockOpen size={16} stroke={1.5} aria-hidden="true" />}
          onClick={onUnlock}
        >
          {t('action.unlock')}
        </Menu.Item>
      ) : null}
    </>
  );
}
