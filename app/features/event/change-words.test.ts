import { expect, test } from 'vitest';
import type { TandemEvent } from '#server/features/event/schema.ts';
import { namedChanges } from '#server/features/event/schema.ts';
import { signedTags } from './change-words.ts';

test('tags are told with what became of them, the new ones first', () => {
  expect(
    signedTags([
      { field: 'tags', old: 'Новий', new: null },
      { field: 'tags', old: null, new: 'VIP' },
    ]),
  ).toBe('+VIP \u2212Новий');
});

test('references are told by name, those that are none as nothing', () => {
  const event: TandemEvent = {
    id: 'e1',
    type: 'customer.edited',
    subject: { type: 'customer', id: 7 },
    version: 4,
    author: null,
    mutationId: null,
    time: '2026-03-01T09:00:00.000Z',
    changes: [
      { field: 'organizationId', old: null, new: 3 },
      { field: 'salesRepresentativeId', old: 5, new: null },
      { field: 'city', old: 'Київ', new: 'Львів' },
    ],
    data: {
      organization: { old: null, new: { id: 3, name: 'Нова пошта' } },
      salesRepresentative: { old: { id: 5, name: 'Тарас Мельник' }, new: null },
    },
  };
  expect(namedChanges(event)).toEqual([
    { field: 'organizationId', old: null, new: 'Нова пошта' },
    { field: 'salesRepresentativeId', old: 'Тарас Мельник', new: null },
    { field: 'city', old: 'Київ', new: 'Львів' },
  ]);
});
