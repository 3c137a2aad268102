import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import type { ViewDto } from '#server/features/view/schema.ts';
import { viewEventHandler } from './cache.ts';
import { couldMove } from './counts-news.ts';
import { wholeList } from './same-question.ts';

const key = [['view', 'list'], { type: 'query' }];
const olena = { id: 3, name: 'Olena' };
const view: ViewDto = {
  id: 7,
  version: 2,
  name: 'Kyiv',
  params: wholeList,
  isShared: true,
  owner: olena,
};

function event(type: string, version: number, data: object): TandemEvent {
  const head = {
    id: `${type}-${String(version)}`,
    type,
    version,
    subject: { type: 'view', id: 7 },
  };
  return { ...head, author: olena, changes: [], mutationId: null, data } as unknown as TandemEvent;
}
const shared = (version: number, name: string) =>
  event('view.shared', version, { name, params: wholeList, owner: olena });
const withdrawn = (version: number) => event('view.withdrawn', version, { name: 'Kyiv' });

function apply(views: ViewDto[], events: TandemEvent[], sessionUserId = 1, isEcho = false) {
  const queryClient = new QueryClient();
  queryClient.setQueryData(key, views);
  for (const each of events) {
    viewEventHandler(each, { queryClient, sessionUserId, isEcho, isReplay: false });
  }
  const { isInvalidated } = queryClient.getQueryState(key) ?? {};
  return { views: queryClient.getQueryData(key), isInvalidated };
}

test('a view that a colleague shares comes into the list, and changes there', () => {
  const renamed = { ...view, version: 3, name: 'Kyiv and Lviv' };
  expect(apply([], [shared(2, 'Kyiv')]).views).toEqual([view]);
  expect(apply([view], [shared(3, 'Kyiv and Lviv')]).views).toEqual([renamed]);
});

test('an older event than what is there changes nothing', () => {
  expect(apply([view], [shared(1, 'Old'), withdrawn(2)]).views).toEqual([view]);
});

test('a view that is withdrawn goes, however often that is told', () => {
  expect(apply([view], [withdrawn(3), shared(2, 'Kyiv'), withdrawn(3)]).views).toEqual([]);
});

test.each([false, true])('the owner’s page asks whether it was removed or kept (%s)', (isEcho) => {
  const asked = { views: [view], isInvalidated: true };
  expect(apply([view], [withdrawn(3)], olena.id, isEcho)).toEqual(asked);
});

test.each([
  ['customer.created', [], true],
  ['customer.removed', [], true],
  ['customer.locked', [], true],
  ['operation.deposited', [], false],
  ['customer.edited', [{ field: 'city', old: null, new: 'x' }], true],
  ['customer.edited', [{ field: 'comment', old: null, new: 'x' }], false],
  ['user.blocked', [], false],
] as const)('%s with %j is asked after: %s', (type, changes, expected) => {
  const told = { ...event(type, 1, {}), changes } as unknown as TandemEvent;
  const filter = { city: 'Lviv', statuses: ['locked' as const] };
  expect(couldMove(told, [{ search: '', filter }])).toBe(expected);
});
