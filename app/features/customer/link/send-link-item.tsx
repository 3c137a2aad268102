import { Menu } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { useSendLink } from './use-send-link.ts';

/** The same in a row's menu. */
export function SendLinkItem({ customer }: { customer: CustomerRowDto }) {
  const { t } = useLaterWords();
  const actor = useActor();
  const isOnline = useOnline();
  const { send } = useSendLink();
  if (!can.sendLink(actor, customer)) return null;
  return (
    <Menu.Item
      disabled={!isOnline}
      title={isOnline ? undefined : t('link.offline')}
      leftSection={<IconMail size={16} stroke={1.5} aria-hidden="true" />}
      onClick={() => send(customer)}
    >
      {t('link.send')}
    </Menu.Item>
  );
}
