import { ActionIcon, Anchor, Group, Skeleton, Title } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconArrowRight, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { Hint } from '#app/components/hint.tsx';
import { ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { PresenceAvatars } from '#app/realtime/presence-avatars.tsx';
import { useShowCustomer } from '#app/realtime/presence.ts';
import { WhoIsHere } from '#app/realtime/presence-people-list.tsx';
import type { CustomerDto, CustomerRowDto } from '#server/features/customer/schema.ts';
import { Balance, IdAndTags, Status, StatusReason } from '../customer-facts.tsx';
import { fullName } from '../full-name.ts';
import { focusedCustomerId } from '../list/row-focus.ts';
import { PeekFields } from './peek-fields.tsx';

interface Props {
  customerId: number;
  /** As the list knows the customer: shown at once, the rest follows. */
  row: CustomerRowDto | null;
  onClose: () => void;
  renderActions: (customer: CustomerDto) => ReactNode;
  renderActivity: (customerId: number) => ReactNode;
}

/** A customer beside the list: what matters most, live, without leaving the list. */
export function PeekPanel({ customerId, row, onClose, renderActions, renderActivity }: Props) {
  const { t } = useTranslation('customer');
  const headingId = useId();
  useShowCustomer(customerId);
  const { data, error, refetch } = trpc.customer.get.useQuery({ customerId });
  const errorText = useErrorText();
  const customer = data ?? row;
  const isGone = error !== null && data === undefined;
  return (
    <aside className="t-peek" aria-labelledby={headingId}>
      <Head customerId={customerId} headingId={headingId} onClose={onClose}>
        {isGone ? t('page.notFound') : customer === null ? t('page.loading') : fullName(customer)}
      </Head>
      {isGone ? (
        <ErrorState order={3} text={errorText(error)} onRetry={() => void refetch()} />
      ) : customer === null ? (
        <Delayed>
          <Skeleton h={12} w={160} />
        </Delayed>
      ) : (
        <>
          <Group gap="sm">
            <Status customer={customer} />
            <PresenceAvatars customerId={customerId} />
          </Group>
          <IdAndTags customer={customer} />
          <StatusReason customer={customer} />
          <Balance customer={customer} />
          {data === undefined ? null : <div className="t-peek-actions">{renderActions(data)}</div>}
          <PeekFields customer={customer} />
          <WhoIsHere customerId={customerId} />
          {renderActivity(customerId)}
        </>
      )}
    </aside>
  );
}

interface HeadProps {
  customerId: number;
  headingId: string;
  onClose: () => void;
  children: ReactNode;
}

function Head({ customerId, headingId, onClose, children }: HeadProps) {
  const { t } = useTranslation('customer');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Whoever walks through the rows stays there; whoever asked from elsewhere is led here.
    if (focusedCustomerId() === null) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="t-peek-head">
      <Title order={2} id={headingId} ref={heading} tabIndex={-1} className="t-peek-name">
        {children}
      </Title>
      <Anchor component={Link} size="sm" to={`/customers/${String(customerId)}`}>
        {t('action.open')}
        <IconArrowRight size={14} stroke={1.75} aria-hidden="true" />
      </Anchor>
      <Hint label={t('peek.close')} side="bottom">
        <ActionIcon aria-label={t('peek.close')} aria-keyshortcuts="Escape" onClick={onClose}>
          <IconX size={18} stroke={1.75} aria-hidden="true" />
        </ActionIcon>
      </Hint>
    </div>
  );
}
