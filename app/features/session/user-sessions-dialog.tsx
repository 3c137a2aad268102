import { Skeleton, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { SessionList } from './session-list.tsx';
import { useEndSessionsOfUser } from './use-end-sessions.ts';

interface Props {
  user: { id: number; name: string };
  onClose: () => void;
}

/** For superadmins: where a user is signed in, live; one session ends at once, or all together. */
export function UserSessionsDialog({ user, onClose }: Props) {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const isOnline = useOnline();
  const noteId = useId();
  const { data, error } = trpc.session.listOfUser.useQuery({ userId: user.id });
  const { end, pendingId, isPending, refusal } = useEndSessionsOfUser(user.id);
  const isEmpty = data !== undefined && data.total === 0;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('sessions.ofUserTitle')}
      about={user.name}
      consequence={isEmpty ? t('sessions.ofUserNone') : t('sessions.ofUserConsequence')}
      confirmLabel={data === undefined || isEmpty ? null : t('sessions.endAll')}
      onConfirm={() => end(null)}
      isPending={isPending && pendingId === null}
      disabledReason={isOnline ? null : t('sessions.offline')}
      error={refusal ?? (error === null ? null : errorText(error))}
      tone="danger"
    >
      {data === undefined && error === null ? <Skeleton height={64} /> : null}
      {data === undefined ? null : (
        <SessionList
          sessions={data.rows}
          disabledBy={isOnline ? null : noteId}
          pendingId={pendingId}
          onEnd={end}
        />
      )}
      {isOnline ? null : <span id={noteId} className="visually-hidden" />}
      {data !== undefined && data.total > data.rows.length ? (
        <Text size="sm" c="dimmed">
          {t('sessions.more', { count: data.total - data.rows.length })}
        </Text>
      ) : null}
    </Dialog>
  );
}
