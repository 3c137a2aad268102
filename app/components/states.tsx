import { Button, Stack, Text, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './states.css';

interface StateProps {
  icon?: TablerIcon;
  title: string;
  /** What to do next, in a sentence. */
  description?: ReactNode;
  action?: ReactNode;
  role?: 'alert' | 'status';
  /** The page's only heading is an h1; inside a page it is an h2. */
  order?: 1 | 2 | 3;
}

function State({ icon: Icon, title, description, action, role, order = 2 }: StateProps) {
  return (
    <Stack align="center" gap="xs" className="t-state" {...(role ? { role } : {})}>
      {Icon ? (
        <span className="t-state-icon" aria-hidden="true">
          <Icon size={24} stroke={1.5} />
        </span>
      ) : null}
      <Title order={order} size="h4" ta="center">
        {title}
      </Title>
      {description ? (
        <Text c="dimmed" ta="center" maw={440} component="div">
          {description}
        </Text>
      ) : null}
      {action}
    </Stack>
  );
}

/** Nothing here yet, or nothing found: says what to do next. */
export function EmptyState(props: Omit<StateProps, 'role'>) {
  return <State role="status" {...props} />;
}

interface ErrorStateProps {
  title?: string;
  /** In the reader's words: `useErrorText()`. */
  text: string;
  requestId?: string | null;
  onRetry?: () => void;
  order?: 1 | 2 | 3;
}

export function ErrorState({ title, text, requestId, onRetry, order }: ErrorStateProps) {
  const { t } = useTranslation('common');
  return (
    <State
      role="alert"
      icon={IconAlertTriangle}
      title={title ?? t('error.title')}
      {...(order === undefined ? {} : { order })}
      description={
        <>
          <span>{text}</span>
          {requestId ? (
            <span className="t-state-request">{t('error.requestId', { requestId })}</span>
          ) : null}
        </>
      }
      action={
        onRetry ? (
          <Button variant="default" mt="xs" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        ) : null
      }
    />
  );
}

/** The page exists, but not for this reader. */
export function NoPermission({ order }: { order?: 1 | 2 | 3 }) {
  const { t } = useTranslation('common');
  return (
    <State
      icon={IconLock}
      title={t('noPermission.title')}
      description={t('noPermission.description')}
      {...(order === undefined ? {} : { order })}
    />
  );
}
