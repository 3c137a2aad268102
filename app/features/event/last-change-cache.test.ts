import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { LastChangeDto, TandemEvent } from '#server/features/event/schema.ts';
import { patchLastChanges } from './last-change-cache.ts';

const olena = { id: 1, name: 'Олена Коваленко' };
const keyOf = (field: string) => [
  ['event', 'getLastChange'],
  { input: { customerId: 7, field }, type: 'query' },
];

function edited(minute: string, city: string, customerId = 7): TandemEvent {
  return {
    id: minute,
    type: 'customer.edited',
    subject: { type: 'customer', id: customerId },
    version: 5,
    author: olena,
    mutationId: null,
    time: `2026-03-01T09:${minute}:00.000Z`,
    changes: [
      { field: 'city', old: 'Київ', new: city },
      { field: 'region', old: null, new: 'Львівська' },
    ],
    data: {},
  };
}

function cached() {
  const queryClient = new QueryClient();
  queryClient.setQueryData(keyOf('city'), null);
  queryClient.setQueryData(keyOf('phone'), null);
  const cityOf = () => queryClient.getQueryData<LastChangeDto>(keyOf('city'))?.changes[0]?.new;
  return { queryClient, cityOf };
}

test('a change of the field is its last change, with that field alone', () => {
  const { queryClient } = cached();
  patchLastChanges(edited('10', 'Львів'), { queryClient, isReplay: false });
  expect(queryClient.getQueryData(keyOf('city'))).toEqual({
    author: olena,
    at: '2026-03-01T09:10:00.000Z',
    type: 'customer.edited',
    changes: [{ field: 'city', old: 'Київ', new: 'Львів' }],
  });
  expect(queryClient.getQueryData(keyOf('phone'))).toBeNull();
});

test('an event that is laid over again takes no later one away', () => {
  const { queryClient, cityOf } = cached();
  patchLastChanges(edited('10', 'Львів'), { queryClient, isReplay: false });
  patchLastChanges(edited('20', 'Одеса'), { queryClient, isReplay: false });
  patchLastChanges(edited('10', 'Львів'), { queryClient, isReplay: true });
  expect(cityOf()).toBe('Одеса');
});

test('leaves other customers alone', () => {
  const { queryClient } = cached();
  patchLastChanges(edited('10', 'Львів', 8), { queryClient, isReplay: false });
  expect(queryClient.getQueryData(keyOf('city'))).toBeNull();
});
