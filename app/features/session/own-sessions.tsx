import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '#app/components/dialog.tsx';
import { ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { SessionList } from './session-list.tsx';
import { useEndOtherSessions, useEndSession } from './use-end-sessions.ts';

/** One's own sessions, live: end one at once, or all others after one question. */
export function OwnSessions() {
  const { t } = useTranslation('session');
  const errorText = useErrorText();
  const isOnline = useOnline();
  const noteId = useId();
  const { data, error, refetch } = trpc.session.list.useQuery();
  const { end, pendingId } = useEndSession();
  if (data === undefined) {
    return error === null ? (
      <Skeleton height={64} />
    ) : (
      <ErrorState order={3} text={errorText(error)} onRetry={() => void refetch()} />
    );
  }
  const othersCount = data.total - 1;
  return (
    <Stack gap="sm">
      <SessionList
        sessions={data.rows}
        disabledBy={isOnline ? null : noteId}
        pendingId={pendingId}
        onEnd={end}
      />
      {data.total > data.rows.length ? (
        <Text size="sm" c="dimmed">
          {t('sessions.more', { count: data.total - data.rows.length })}
        </Text>
      ) : null}
      {isOnline ? null : (
        <Text size="sm" c="dimmed" role="status" id={noteId}>
          {t('sessions.offline')}
        </Text>
      )}
      {othersCount > 0 ? (
        <EndOthers count={othersCount} isOnline={isOnline} />
      ) : (
        <Text size="sm" c="dimmed">
          {t('sessions.onlyThis')}
        </Text>
      )}
    </Stack>
  );
}

function EndOthers({ count, isOnline }: { count: number; isOnline: boolean }) {
  const { t } = useTranslation('session');
  const [isAsked, setAsked] = useState(false);
  const { endOthers, isPending, refusal, reset } = useEndOtherSessions({
    onDone: () => setAsked(false),
  });
  return (
    <>
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        disabled={!isOnline}
        onClick={() => {
          reset();
          setAsked(true);
        }}
      >
        {t('sessions.endOthers')}
      </Button>
      <Dialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        title={t('sessions.endOthersTitle')}
        consequence={t('sessions.endOthersConsequence', { count })}
        confirmLabel={t('sessions.endOthers')}
        onConfirm={endOthers}
        isPending={isPending}
        disabledReason={isOnline ? null : t('sessions.offline')}
        error={refusal}
        tone="danger"
      />
    </>
  );
}
