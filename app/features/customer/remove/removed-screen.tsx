import { Button, CopyButton, Group } from '@mantine/core';
import { Link } from '@remix-run/react';
import { useQueryClient } from '@tanstack/react-query';
import { IconUserX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#app/components/states.tsx';
import { useFormat } from '#app/i18n/format.ts';
import { forgetForm, keptForm } from '../edit/form-store.ts';
import { useTypedText } from '../edit/typed-text.ts';
import { stopTrying } from '../edit/unkept-drafts.ts';
import { useListPath } from '../last-list.ts';
import type { Removal } from './removed-customers.ts';
import { dropCustomer } from './removed-customers.ts';

interface Props {
  customerId: number;
  removal: Removal;
}

/** Instead of the page of a customer whom a colleague removed: who it was, and the way on. */
export function RemovedScreen({ customerId, removal }: Props) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const typed = useTaken(customerId);
  const way = useRef<HTMLAnchorElement>(null);
  const { login, by } = removal;
  const at = format.dateTime(removal.at);
  useEffect(() => {
    way.current?.focus({ preventScroll: true });
  }, []);
  return (
    <EmptyState
      order={1}
      icon={IconUserX}
      title={t('removed.title')}
      description={
        <>
          <div>
            {by === null
              ? t('removed.bySystem', { login, at })
              : t('removed.by', { by, login, at })}
          </div>
          {typed === '' ? null : <div>{t('removed.typed')}</div>}
        </>
      }
      action={
        <Group gap="xs" mt="xs">
          {typed === '' ? null : (
            <CopyButton value={typed} timeout={1500}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'action.copied' : 'edit.copyTyped')}
                </Button>
              )}
            </CopyButton>
          )}
          <Button component={Link} to={useListPath()} ref={way}>
            {t('removed.toList')}
          </Button>
        </Group>
      }
    />
  );
}

/** What was typed on the page that this takes the place of; its draft has nowhere to go. */
function useTaken(customerId: number): string {
  const queryClient = useQueryClient();
  const typedText = useTypedText();
  const [typed] = useState(() => {
    const store = keptForm(customerId);
    return store === null ? '' : typedText(store);
  });
  useEffect(() => {
    forgetForm(customerId);
    stopTrying(customerId);
    dropCustomer(queryClient, customerId);
  }, [queryClient, customerId]);
  return typed;
}
