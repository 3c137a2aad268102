import { Button } from '@mantine/core';
import { Link, isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { IconMapQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, NoPermission } from '#app/components/states.tsx';
import { useCodeText } from '#app/i18n/use-error-text.ts';
import { isErrorCode } from '#app/lib/errors.ts';
import type { RefusedPage } from '#app/lib/load.ts';

function isRefusedPage(data: unknown): data is RefusedPage {
  return typeof data === 'object' && data !== null && 'code' in data && isErrorCode(data.code);
}

/** What an error boundary shows: not found, not permitted, or a fault with its request's id. */
export function RefusedScreen() {
  const { t } = useTranslation(['common', 'customer']);
  const codeText = useCodeText();
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const page = isRouteErrorResponse(error) && isRefusedPage(error.data) ? error.data : null;
  if (status === 403) return <NoPermission order={1} />;
  if (status === 404) {
    return (
      <EmptyState
        order={1}
        icon={IconMapQuestion}
        title={
          page?.code === 'CUSTOMER_NOT_FOUND' ? t('customer:page.notFound') : t('error.notFound')
        }
        description={page ? codeText(page.code, page.params) : t('error.notFoundHint')}
        action={
          <Button component={Link} to="/customers" variant="default" mt="xs">
            {t('action.toCustomers')}
          </Button>
        }
      />
    );
  }
  return (
    <ErrorState
      order={1}
      text={page ? codeText(page.code, page.params) : t('error.unforeseen')}
      requestId={page?.requestId ?? null}
      onRetry={() => window.location.reload()}
    />
  );
}
