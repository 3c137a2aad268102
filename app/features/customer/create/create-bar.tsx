import { Alert, Button, Group, Text } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLaterWords } from '#app/i18n/use-later-words.ts';
import { useCodeText } from '#app/i18n/use-error-text.ts';
import { useOnline } from '#app/realtime/connection.ts';
import { useListPath } from '../last-list.ts';
import type { NewCustomerForm } from './use-new-customer.ts';

/** Always in reach: what stands in the way, whether the draft is kept, and the button. */
export function CreateBar({ page }: { page: NewCustomerForm }) {
  const { t } = useTranslation(['customer', 'common']);
  const { t: later } = useLaterWords();
  const isOnline = useOnline();
  const count = Object.keys(page.issues).length;
  return (
    <div className="t-create-bar">
      <Problem page={page} />
      <Group gap="sm" justify="space-between">
        <Text size="sm" c="dimmed" role="status" id="t-create-status" className="t-create-status">
          {isOnline ? null : later('create.offline')}
          {isOnline && count > 0 ? (
            <span className="t-create-count">{later('create.problems', { count })}</span>
          ) : null}
          {isOnline && count === 0 ? <Kept page={page} /> : null}
        </Text>
        <Group gap="sm" wrap="nowrap">
          <Button variant="default" component={Link} to={useListPath()}>
            {t('common:action.cancel')}
          </Button>
          <Button
            type="submit"
            loading={page.isPending}
            {...(isOnline ? {} : { 'data-disabled': true, 'aria-describedby': 't-create-status' })}
            aria-disabled={!isOnline}
            onClick={(event) => {
              if (!isOnline) event.preventDefault();
            }}
          >
            {t('create.add')}
          </Button>
        </Group>
      </Group>
    </div>
  );
}

function Kept({ page }: { page: NewCustomerForm }) {
  const { t } = useLaterWords();
  if (!page.isDirty || page.isPending) return null;
  if (page.draft.status === 'failed') return t('create.draftUnstored');
  return page.draft.status === 'kept' ? t('create.draftStored') : null;
}

function Problem({ page: { refusal } }: { page: NewCustomerForm }) {
  const { t } = useLaterWords();
  const codeText = useCodeText();
  if (refusal === null || (refusal !== 'unknown' && refusal.issues.length > 0)) return null;
  const isUnknown = refusal === 'unknown';
  const Icon = isUnknown ? IconInfoCircle : IconAlertTriangle;
  return (
    <Alert
      color={isUnknown ? 'yellow' : 'red'}
      variant="light"
      role="alert"
      mb="sm"
      icon={<Icon size={18} aria-hidden="true" />}
    >
      {isUnknown
        ? t('create.unknown')
        : codeText(refusal.code, { ...refusal.params, requestId: refusal.requestId ?? '—' })}
    </Alert>
  );
}
