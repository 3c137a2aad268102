import { Anchor, Group } from '@mantine/core';
import { Link } from '@remix-run/react';
import { IconListSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { BatchRowDto } from '#server/features/batch/schema.ts';
import type { verdictsInput } from './verdict-filter.ts';

interface Props {
  input: ReturnType<typeof verdictsInput>;
  /** How many pages are shown. */
  pages: number;
  /** Shown while there is more. */
  more: ReactNode;
}

/** The verdicts in the order of the selection, one page after the other. */
export function VerdictPages({ input, pages, more }: Props) {
  const { t } = useTranslation('batch');
  return (
    <table className="t-run-table">
      <thead>
        <tr>
          <th scope="col">{t('rows.customer')}</th>
          <th scope="col">{t('rows.verdict')}</th>
          <th scope="col">{t('rows.why')}</th>
        </tr>
      </thead>
      <Page input={input} afterPosition={0} pagesLeft={pages} more={more} />
    </table>
  );
}

interface PageProps {
  input: Props['input'];
  afterPosition: number;
  pagesLeft: number;
  more: ReactNode;
}

function Page({ input, afterPosition, pagesLeft, more }: PageProps) {
  const query = trpc.batch.listRows.useQuery({ ...input, afterPosition });
  const page = query.data;
  if (page === undefined) return <Waiting query={query} />;
  const last = page.rows.at(-1);
  if (last === undefined) return afterPosition === 0 ? <Nothing /> : null;
  return (
    <>
      <tbody>
        {page.rows.map((row) => (
          <Row key={row.position} row={row} />
        ))}
      </tbody>
      {page.hasMore && pagesLeft === 1 ? <Whole>{more}</Whole> : null}
      {page.hasMore && pagesLeft > 1 ? (
        <Page input={input} afterPosition={last.position} pagesLeft={pagesLeft - 1} more={more} />
      ) : null}
    </>
  );
}

function Row({ row }: { row: BatchRowDto }) {
  const { t } = useTranslation('batch');
  const { customerId, login, verdict, reason } = row;
  return (
    <tr data-verdict={verdict ?? 'waiting'}>
      <td>
        <Anchor component={Link} size="sm" to={`/customers/${String(customerId)}`}>
          {login}
        </Anchor>
      </td>
      <td>{t(`verdict.${verdict ?? 'waiting'}`)}</td>
      <td>{reason === null ? null : t(`reason.${reason}`)}</td>
    </tr>
  );
}

/** A line of the table that is no row. */
function Whole({ children }: { children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <td colSpan={3}>
          <Group justify="center">{children}</Group>
        </td>
      </tr>
    </tbody>
  );
}

function Nothing() {
  const { t } = useTranslation('batch');
  return (
    <Whole>
      <EmptyState
        order={3}
        icon={IconListSearch}
        title={t('rows.emptyTitle')}
        description={t('rows.emptyText')}
      />
    </Whole>
  );
}

function Waiting({ query }: { query: ReturnType<typeof trpc.batch.listRows.useQuery> }) {
  const errorText = useErrorText();
  if (!query.isError) return <tbody />;
  return (
    <Whole>
      <ErrorState
        order={3}
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    </Whole>
  );
}
