import { Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useNavigation, useSearchParams } from '@remix-run/react';
import { keepPreviousData } from '@tanstack/react-query';
import { IconUserSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Delayed } from '#app/components/delayed.tsx';
import { SearchField } from '#app/components/search-field.tsx';
import { EmptyState, ErrorState } from '#app/components/states.tsx';
import { showToast } from '#app/components/toast.ts';
import { useFormat } from '#app/i18n/format.ts';
import { useErrorText } from '#app/i18n/use-error-text.ts';
import { errorDataOf } from '#app/lib/errors.ts';
import { trpc } from '#app/lib/trpc.ts';
import type { ListUsersQuery, UserRowDto } from '#server/features/user/schema.ts';
import { AddUserButton } from '../add/add-user-button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { Question } from './use-user-commands.ts';
import { useUserCommands } from './use-user-commands.ts';
import { UserRowMenu } from './user-row-menu.tsx';
import { spokenName } from './user-name.ts';
import type { Narrowing } from './users-filters.tsx';
import { UsersFilters } from './users-filters.tsx';
import { UsersPager } from './users-pager.tsx';
import { isNarrowed, readUsersParams, writeUsersParams } from './users-params.ts';
import type { Sorting } from './users-table.tsx';
import { UsersTable } from './users-table.tsx';

interface Props {
  /** What other nouns offer for a user, as items of the row's menu; the route puts them together. */
  renderMenuItems?: (user: UserRowDto) => ReactNode;
}

/** The company's users: the state is the address, the rows are live. */
export function UsersList({ renderMenuItems }: Props) {
  const { t } = useTranslation('user');
  const { params, searchOf, change } = useUsersAddress();
  const query = useUsersQuery(params);
  const [question, setQuestion] = useState<Question | null>(null);
  const actions = useRowActions(setQuestion, renderMenuItems);
  const { data: page } = query;
  const sort = (sorting: Sorting) => change({ ...params, ...sorting });
  return (
    <Stack gap="md" className="t-users-page">
      <Group align="center" gap="sm" className="t-users-head">
        <UsersTitle total={page?.total} />
        <SearchField
          value={params.search}
          label={t('list.search')}
          hint={t('list.searchHint')}
          onSearch={(search) => change({ ...params, search }, true)}
        />
        <AddUserButton />
      </Group>
      <UsersFilters
        params={params}
        onSort={sort}
        onNarrow={(narrowing) => change(narrowed(params, narrowing))}
      />
      <Paper withBorder radius="md">
        <Body query={query} params={params} onSort={sort} actions={actions} />
        {page !== undefined && page.rows.length > 0 ? (
          <UsersPager
            page={page}
            params={params}
            searchOf={searchOf}
            onPageSize={(pageSize) => change({ ...params, pageSize })}
          />
        ) : null}
      </Paper>
      <p className="visually-hidden" role="status">
        {page === undefined ? '' : t('list.count', { count: page.total })}
      </p>
      {question === null ? null : (
        <ConfirmDialog question={question} onClose={() => setQuestion(null)} />
      )}
    </Stack>
  );
}

function useUsersQuery(params: ListUsersQuery) {
  return trpc.user.list.useQuery(params, { placeholderData: keepPreviousData });
}

function narrowed(params: ListUsersQuery, narrowing: Narrowing): ListUsersQuery {
  const { role: _role, status: _status, withoutPassword: _unset, ...rest } = params;
  return { ...rest, ...narrowing };
}

function useUsersAddress() {
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { data: layout } = trpc.layout.get.useQuery();
  const searchOf = (next: ListUsersQuery) => writeUsersParams(next, layout?.pageSize).toString();
  return {
    params: readUsersParams(search, layout?.pageSize),
    searchOf,
    /** From the first page, because it is another list. */
    change: (next: ListUsersQuery, replace = false) =>
      void navigate(
        { search: searchOf({ ...next, page: 1 }) },
        { replace, preventScrollReset: true },
      ),
  };
}

function useRowActions(
  onAsk: (question: Question) => void,
  renderMenuItems: Props['renderMenuItems'],
) {
  const { t } = useTranslation('user');
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { resend, clearLockout } = useUserCommands();
  const failed = (error: unknown) => showToast({ message: errorText(error), tone: 'failed' });
  const renderMenu = (user: UserRowDto) => (
    <UserRowMenu
      user={user}
      onResend={() => {
        resend(user).then(
          () => showToast({ message: t('list.resent', { email: user.email }) }),
          failed,
        );
      }}
      onClearLockout={() => {
        clearLockout(user).then(
          () => showToast({ message: t('list.lockoutCleared', { name: spokenName(user) }) }),
          (error: unknown) => {
            failed(error);
            // It may have run out, or a colleague was faster: the list is looked at again.
            void utils.user.list.invalidate();
          },
        );
      }}
    >
      {renderMenuItems?.(user)}
    </UserRowMenu>
  );
  return {
    renderMenu,
    onSwitch: useCallback(
      (user: UserRowDto) =>
        onAsk({ command: user.status === 'active' ? 'block' : 'activate', user }),
      [onAsk],
    ),
    onRole: useCallback(
      (user: UserRowDto, role: UserRowDto['role']) => onAsk({ command: 'changeRole', user, role }),
      [onAsk],
    ),
  };
}

function UsersTitle({ total }: { total: number | undefined }) {
  const { t } = useTranslation('user');
  const format = useFormat();
  return (
    <Group gap="sm" align="baseline" className="t-users-title">
      <Title order={1}>{t('list.title')}</Title>
      {total === undefined || total === 0 ? null : (
        <Text c="dimmed" className="tabular" aria-hidden="true">
          {format.number(total)}
        </Text>
      )}
    </Group>
  );
}

interface BodyProps {
  query: ReturnType<typeof useUsersQuery>;
  params: ListUsersQuery;
  onSort: (sorting: Sorting) => void;
  actions: ReturnType<typeof useRowActions>;
}

function Body({ query, params, onSort, actions }: BodyProps) {
  const { t } = useTranslation('user');
  const errorText = useErrorText();
  const { state } = useNavigation();
  if (query.data === undefined) {
    if (!query.isError) return <ListSkeleton />;
    return (
      <ErrorState
        text={errorText(query.error)}
        requestId={errorDataOf(query.error)?.requestId ?? null}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (query.data.rows.length === 0) {
    return (
      <EmptyState
        icon={IconUserSearch}
        title={t('list.emptyTitle')}
        description={isNarrowed(params) ? t('list.emptyText') : null}
      />
    );
  }
  return (
    <UsersTable
      page={query.data}
      params={params}
      onSort={onSort}
      actions={actions}
      isStale={query.isPlaceholderData || state === 'loading'}
      isFormer={query.isPlaceholderData}
    />
  );
}

function ListSkeleton() {
  return (
    <Delayed>
      <Stack gap={0} p="md">
        {Array.from({ length: 5 }, (_, index) => (
          <Group key={index} h={48} wrap="nowrap">
            <Skeleton h={12} w={160} />
            <Skeleton h={12} w={120} />
            <Skeleton h={12} style={{ flex: 1 }} />
            <Skeleton h={12} w={100} />
          </Group>
        ))}
      </Stack>
    </Delayed>
  );
}
