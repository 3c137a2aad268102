import { Badge, Button, Text } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconDeviceMobile,
  IconDeviceTablet,
  IconDeviceUnknown,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#app/i18n/format.ts';
import { useNow } from '#app/i18n/use-now.ts';
import type { DeviceDto, OpenSessionDto } from '#server/features/session/schema.ts';
import './sessions.css';

interface Props {
  sessions: readonly OpenSessionDto[];
  /** Why none can be ended now, in words that stand elsewhere; null when it can. */
  disabledBy: string | null;
  pendingId: string | null | undefined;
  onEnd: (sessionId: string) => void;
}

const kindIcons = {
  desktop: IconDeviceDesktop,
  mobile: IconDeviceMobile,
  tablet: IconDeviceTablet,
} as const;

/** Where somebody is signed in: device and browser, address, since when, last seen. */
export function SessionList({ sessions, ...row }: Props) {
  const { t } = useTranslation('session');
  return (
    <ul className="t-sessions" aria-label={t('sessions.title')}>
      {sessions.map((session) => (
        <SessionRow key={session.id} session={session} {...row} />
      ))}
    </ul>
  );
}

function SessionRow({
  session,
  disabledBy,
  pendingId,
  onEnd,
}: Omit<Props, 'sessions'> & { session: OpenSessionDto }) {
  const { t } = useTranslation('session');
  const device = useDeviceWords(session.device);
  const { kind } = session.device;
  const Icon = kind === null ? IconDeviceUnknown : kindIcons[kind];
  return (
    <li>
      <Icon size={24} stroke={1.5} aria-hidden="true" />
      <div className="t-session-facts">
        <Text fw={500} component="div">
          {device}{' '}
          {session.isCurrent ? (
            <Badge variant="light" size="sm">
              {t('sessions.current')}
            </Badge>
          ) : null}
        </Text>
        <SessionTimes session={session} />
      </div>
      {session.isCurrent ? null : (
        <Button
          variant="default"
          size="xs"
          loading={pendingId === session.id}
          disabled={disabledBy !== null}
          {...(disabledBy === null ? {} : { 'aria-describedby': disabledBy })}
          aria-label={t('sessions.endLabel', { device })}
          onClick={() => onEnd(session.id)}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}

function SessionTimes({ session }: { session: OpenSessionDto }) {
  const { t } = useTranslation('session');
  const format = useFormat();
  const now = useNow();
  return (
    <Text size="sm" c="dimmed" component="div" className="tabular">
      <span>{session.ipAddress ?? t('sessions.noAddress')}</span>
      {' · '}
      <span>{t('sessions.started', { at: format.dateTime(session.startedAt) })}</span>
      {' · '}
      <span>{t('sessions.lastSeen', { ago: format.relative(session.lastSeenAt, now) })}</span>
    </Text>
  );
}

function useDeviceWords({ browser, system }: DeviceDto): string {
  const { t } = useTranslation('session');
  const known = [browser, system].filter((name) => name !== null);
  return known.length === 0 ? t('sessions.unknownDevice') : known.join(', ');
}
