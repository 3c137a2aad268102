import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { IconReceiptOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import { useRecentChange } from '#app/realtime/recent-changes.ts';
import type { ListOperationsInput, OperationDto } from '#server/features/operation/schema.ts';
import { OperationRow } from './operation-row.tsx';

interface Props {
  input: ListOperationsInput;
  onReverse: (operation: OperationDto) => void;
}

const columns = [
  'number',
  'createdAt',
  'kind',
  'amount',
  'balanceBefore',
  'balanceAfter',
  'note',
  'author',
  'order',
  'actions',
] as const;

/** Every operation of the period, newest first; earlier ones come on request. */
export function OperationsTable({ input, onReverse }: Props) {
  const { t } = useTranslation('operation');
  const [pages, setPages] = useState(1);
  const first = trpc.operation.list.useQuery(input);
  if (first.data === undefined) return <Waiting query={first} />;
  if (first.data.rows.length === 0) {
    return (
      <EmptyState
        icon={IconReceiptOff}
        title={t('list.emptyTitle')}
        description={t('list.emptyText')}
      />
    );
  }
  return (
    <div className="t-operations-scroll" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="t-operations" role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((name) => (
              <th key={name} role="columnheader" scope="col" data-column={name}>
                <span className={name === 'actions' ? 'visually-hidden' : undefined}>
                  {t(`column.${name}`)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <OperationPages
          input={input}
          pagesLeft={pages}
          onMore={() => setPages(pages + 1)}
          onReverse={onReverse}
        />
      </table>
    </div>
  );
}

interface PagesProps extends Props {
  pagesLeft: number;
  onMore: () => void;
}

/**
 * A page and, if wanted, the one before it. Each asks for what comes before the last row of the
 * former, so the chain stays whole when new operations push rows along.
 */
function OperationPages({ input, pagesLeft, onMore, onReverse }: PagesProps) {
  const query = trpc.operation.list.useQuery(input);
  const change = useRecentChange('customer', input.customerId, 'balance');
  const page = query.data;
  if (page === undefined) {
    return (
      <tbody role="rowgroup">
        <tr role="row">
          <td role="cell" colSpan={columns.length}>
            <Waiting query={query} />
          </td>
        </tr>
      </tbody>
    );
  }
  const last = page.rows.at(-1);
  const isFirstPage = input.beforeNumber === undefined;
  return (
    <>
      <tbody role="rowgroup">
        {page.rows.map((operation, index) => (
          <OperationRow
            key={operation.id}
            operation={operation}
            onReverse={onReverse}
            change={isFirstPage && index === 0 ? change : null}
          />
        ))}
        {page.hasMore && pagesLeft === 1 ? <MoreRow onMore={onMore} /> : null}
      </tbody>
      {page.hasMore && pagesLeft > 1 && last !== undefined ? (
        <OperationPages
          input={{ ...input, beforeNumber: last.number }}
          pagesLeft={pagesLeft - 1}
          onMore={onMore}
          onReverse={onReverse}
        />
      ) : null}
    </>
  );
}

function MoreRow({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation('operation');
  return (
    <tr role="row" className="t-operations-more">
      <td role="cell" colSpan={columns.length}>
        <Button variant="subtle" className="no-print" onClick={onMore}>
          {t('list.more')}
        </Button>
        <span className="t-print-only">{t('print.notAll')}</span>
      </td>
    </tr>
  );
}

function Waiting({ query }: { query: ReturnType<typeof trpc.operation.list.useQuery> }) {
  const errorText = useErrorText();
  if (query.isError) {
    return (
      <ErrorState
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <Delayed>
      <Stack gap={0} p="md">
        {Array.from({ length: 6 }, (_, index) => (
          <Group key={index} h={44} wrap="nowrap">
            <Skeleton h={12} w={40} />
            <Skeleton h={12} w={120} />
            <Skeleton h={12} style={{ flex: 1 }} />
            <Skeleton h={12} w={100} />
          </Group>
        ))}
      </Stack>
    </Delayed>
  );
}
