import { ActionIcon } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { Hint } from '#app/components/hint.tsx';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { useActor } from '#app/lib/session.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { can } from '#server/features/customer/policy.ts';
import type { CustomerRowDto } from '#server/features/customer/schema.ts';
import { useSendLink } from './use-send-link.ts';

/** For a customer who has yet to set a password; off, with the reason, while it could only fail. */
export function SendLinkButton({ customer }: { customer: CustomerRowDto }) {
  const { t } = useLaterWords();
  const actor = useActor();
  const isOnline = useOnline();
  const { send, isPending } = useSendLink();
  if (!can.sendLink(actor, customer)) return null;
  const offline = { 'data-disabled': true, 'aria-description': t('link.offline') };
  return (
    <Hint label={isOnline ? t('link.send') : t('link.offline')}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('link.send')}
        loading={isPending}
        {...(isOnline ? {} : offline)}
        aria-disabled={!isOnline}
        onClick={() => {
          if (isOnline) send(customer);
        }}
      >
        <IconMail size={16} stroke={1.5} aria-hidden="true" />
      </ActionIcon>
    </Hint>
  );
}
