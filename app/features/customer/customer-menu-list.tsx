import { Menu } from '@mantine/core';
import { Link } from '@remix-run/react';
import {
  IconArrowRight,
  IconExternalLink,
  IconLayoutSidebarRight,
  IconLock,
  IconLockOpen,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { IntentMark } from '#app/realtime/presence-intents.tsx';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { fullName } from './full-name.ts';
import { SendLinkItem } from './link/send-link-item.tsx';

export interface MenuProps {
  customer: CustomerRowDto;
  onPeek: () => void;
  onLock: () => void;
  onUnlock: () => void;
  onRemove: () => void;
  /** What other nouns offer for this customer (money), as menu items. */
  children?: ReactNode;
}

export interface MenuPlace {
  /** CSS pixels within the window. */
  at: { x: number; y: number };
  onClose: () => void;
}

/** A row's menu, open from the first. */
export function CustomerMenuList({ gear, ...props }: MenuProps & { gear: ReactNode }) {
  return (
    <Menu defaultOpened position="bottom-end" width={220} returnFocus withinPortal>
      <Menu.Target>{gear}</Menu.Target>
      <Menu.Dropdown>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** The same at the pointer, or beside the row when a key asked for it. */
export function CustomerMenuAt({ at, onClose, ...props }: MenuProps & MenuPlace) {
  const { t } = useTranslation('customer');
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={0}
      width={240}
      returnFocus={false}
      withinPortal
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className="t-menu-place"
          style={{ left: at.x, top: at.y }}
          aria-label={t('action.menu', { name: fullName(props.customer) })}
        />
      </Menu.Target>
      <Menu.Dropdown onContextMenu={(event) => event.preventDefault()}>
        <Items {...props} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Items({ customer, onPeek, onLock, onUnlock, onRemove, children }: MenuProps) {
  const { t } = useTranslation('customer');
  const actor = useActor();
  const isOnline = useOnline();
  const offline = { disabled: !isOnline, title: isOnline ? undefined : t('action.offline') };
  return (
    <>
      <Menu.Item
        component={Link}
        to={`/customers/${String(customer.id)}`}
        leftSection={<IconArrowRight size={16} stroke={1.5} aria-hidden="true" />}
      >
        {t('action.open')}
      </Menu.Item>
      <Menu.Item
        component="a"
        href={`/customers/${String(customer.id)}`}
        target="_blank"
        rel="noopener"
        leftSection={<IconExternalLink size={16} stroke={1.5} aria-hidden="true" />}
      >
        {t('action.openInTab')}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconLayoutSidebarRight size={16} stroke={1.5} aria-hidden="true" />}
        onClick={onPeek}
      >
        {t('action.peek')}
      </Menu.Item>
      {children}
      <SendLinkItem customer={customer} />
      {can.lock(actor, customer) || can.unlock(actor, customer) ? <Menu.Divider /> : null}
      {can.lock(actor, customer) ? (
        <Menu.Item
          className="t-menu-danger"
          {...offline}
          leftSection={<IconLock size={16} stroke={1.5} aria-hidden="true" />}
          rightSection={<IntentMark customerId={customer.id} intent="lock" />}
          onClick={onLock}
        >
          {t('action.lockOffered')}
        </Menu.Item>
      ) : null}
      {can.unlock(actor, customer) ? (
        <Menu.Item
          {...offline}
          leftSection={<IconLockOpen size={16} stroke={1.5} aria-hidden="true" />}
          rightSection={<IntentMark customerId={customer.id} intent="unlock" />}
          onClick={onUnlock}
        >
          {t('action.unlock')}
        </Menu.Item>
      ) : null}
      {can.remove(actor) ? (
        <>
          <Menu.Divider />
          <Menu.Item
            className="t-menu-danger"
            disabled={!isOnline}
            title={isOnline ? undefined : t('remove.offline')}
            leftSection={<IconTrash size={16} stroke={1.5} aria-hidden="true" />}
            rightSection={<IntentMark customerId={customer.id} intent="remove" />}
            onClick={onRemove}
          >
            {t('action.removeOffered')}
          </Menu.Item>
        </>
      ) : null}
    </>
  );
}
