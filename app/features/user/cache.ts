/**
 * Keeps every cached page of users current from events. Invariants: a row only ever moves to a newer
 * version, and no row moves under the pointer: who was added stands below the others until the list
 * is read anew. It asks the server only for a page that was on its way meanwhile.
 */
import type { QueryClient } from '@tanstack/react-query';
import { cachedQueries } from '#app/lib/cached-queries.ts';
import type { EventContext } from '#app/realtime/event-handler.ts';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type {
  ListUsersInput,
  UserDto,
  UserPageDto,
  UserRowDto,
} from '#server/features/user/schema.ts';
import { belongs, patchedUser, rowOfCreated } from './list/patch-user.ts';

const listProcedure = ['user', 'list'] as const;

export function userEventHandler(
  event: TandemEvent,
  { queryClient, isReplay, isEcho }: EventContext,
): void {
  if (event.subject.type !== 'user') return;
  eachPage(queryClient, (page) => patchRows(page, (row) => patchedUser(row, event)));
  // The window that added the user puts the answer there itself.
  if (event.type !== 'user.created' || isReplay || isEcho) return;
  putNewUser(queryClient, rowOfCreated(event));
}

/** What a command answered, wherever the user is shown. */
export function putUser(queryClient: QueryClient, user: UserDto | UserRowDto): void {
  eachPage(queryClient, (page) =>
    patchRows(page, (row) =>
      row.id === user.id && row.version < user.version ? { ...row, ...user } : row,
    ),
  );
}

/** Below the rows of each page that asks for such users; a page that is on its way is asked anew. */
export function putNewUser(queryClient: QueryClient, user: UserRowDto): void {
  eachPage(queryClient, (page, input) => {
    if (page.rows.some(({ id }) => id === user.id) || !belongs(user, input)) return page;
    return { ...page, rows: [...page.rows, user], total: page.total + 1 };
  });
  void queryClient.invalidateQueries({
    queryKey: [listProcedure],
    predicate: ({ state }) => state.fetchStatus === 'fetching',
  });
}

type Change = (page: UserPageDto, input: ListUsersInput) => UserPageDto;

function eachPage(queryClient: QueryClient, change: Change): void {
  const pages = cachedQueries<ListUsersInput, UserPageDto>(queryClient, listProcedure);
  for (const { key, input, data } of pages) {
    const next = change(data, input);
    if (next !== data) queryClient.setQueryData(key, next);
  }
}

function patchRows(page: UserPageDto, patch: (row: UserRowDto) => UserRowDto): UserPageDto {
  const rows = page.rows.map(patch);
  return rows.every((row, at) => row === page.rows[at]) ? page : { ...page, rows };
}
