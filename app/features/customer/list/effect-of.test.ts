import { describe, expect, it } from 'vitest';
import type { EventOf, TandemEvent } from '#server/features/event/schema.ts';
import { customerFilter } from '#server/shared/customer-filter.ts';
import type { FieldChange } from '#server/shared/event.ts';
import { money } from '#server/shared/money.ts';
import { effectOf, joined } from './effect-of.ts';

const envelope = {
  id: '1',
  subject: { type: 'customer', id: 7 },
  version: 2,
  author: null,
  mutationId: null,
  time: '2026-11-22T10:00:00Z',
} as const;
const lock = { reason: 'x', message: null, at: envelope.time, by: null };
const tag = (id: number) => ({ id, caption: `t${String(id)}`, color: 'red' });

function edited(
  changes: FieldChange[],
  data: EventOf<'customer.edited'>['data'] = {},
): TandemEvent {
  return { ...envelope, type: 'customer.edited', changes, data };
}
const locked: TandemEvent = {
  ...envelope,
  type: 'customer.locked',
  changes: [{ field: 'locked', old: false, new: true }],
  data: { lock, endedSessionsCount: 0 },
};
const unlocked: TandemEvent = {
  ...envelope,
  type: 'customer.unlocked',
  changes: [{ field: 'locked', old: true, new: false }],
  data: { lock },
};
const created: TandemEvent = {
  ...envelope,
  type: 'customer.created',
  changes: [],
  data: { password: 'link', organization: null, salesRepresentative: null, tags: [] },
};
const moved = (old: string, next: string) =>
  edited([{ field: 'balance', old: money(old), new: money(next) }]);
const renamed = (old: string, next: string) => edited([{ field: 'lastName', old, new: next }]);
const tagged = (added: number[], removed: number[] = []) =>
  edited([{ field: 'tags', old: null, new: null }], {
    tags: { added: added.map(tag), removed: removed.map(tag) },
  });

const enters = { before: false, after: true };
const leaves = { before: true, after: false };

describe('what a change of somebody who is not on the page means for the result', () => {
  it.each<[string, TandemEvent, object, object | null]>([
    ['a lock says nothing to the whole list', locked, {}, null],
    ['a new customer is in the whole list', created, {}, enters],
    [
      'a new customer may be in a result',
      created,
      { country: 'UA' },
      { before: false, after: null },
    ],
    ['a lock enters "locked"', locked, { statuses: ['locked'] }, enters],
    ['an unlock leaves "locked"', unlocked, { statuses: ['locked'] }, leaves],
    [
      'a lock may enter "locked or enabled"',
      locked,
      { statuses: ['locked', 'enabled'] },
      { before: null, after: true },
    ],
    ['a lock leaves the active ones', locked, { onlyActive: true }, { before: null, after: false }],
    ['a balance comes over the bound', moved('1.00', '10.00'), { balanceFrom: '5.00' }, enters],
    ['a balance goes under it', moved('10.00', '1.00'), { balanceFrom: '5.00' }, leaves],
    ['a balance moves above it', moved('10.00', '11.00'), { balanceFrom: '5.00' }, null],
    ['a tag comes', tagged([2]), { tagIds: [2] }, enters],
    ['a tag goes', tagged([], [2]), { tagIds: [2] }, leaves],
    ['another tag comes', tagged([3]), { tagIds: [2] }, null],
    [
      'one of several tags goes',
      tagged([], [2]),
      { tagIds: [2, 3] },
      { before: true, after: null },
    ],
    ['a name begins to match', renamed('Коваль', 'Франко'), { lastName: 'фран' }, enters],
    ['a name that is not asked for', renamed('Коваль', 'Франко'), { city: 'Львів' }, null],
    [
      'one condition comes true, another is false before and after',
      edited([
        { field: 'city', old: 'Львів', new: 'Київ' },
        { field: 'country', old: 'PL', new: 'DE' },
      ]),
      { city: 'київ', country: 'UA' },
      null,
    ],
  ])('%s', (_, event, filter, effect) => {
    const question = { search: '', filter: customerFilter.parse(filter) };
    expect(effectOf(event, question)).toEqual(effect);
  });

  it.each<[string, TandemEvent, object | null]>([
    ['comes with the text', renamed('Коваль', 'Франко'), enters],
    ['goes with the text', renamed('Франко', 'Коваль'), { before: true, after: null }],
    ['bears it before and after', renamed('Франко', 'Франко-Коваль'), null],
    ['bears it neither before nor after', renamed('Коваль', 'Шевченко'), null],
    ['changes what is not searched', moved('1.00', '2.00'), null],
  ])('quick search: %s', (_, event, effect) => {
    expect(effectOf(event, { search: 'ФРАНКО', filter: {} })).toEqual(effect);
  });

  it('of several changes the first "before" and the last "after" count', () => {
    expect(joined({ before: false, after: true }, { before: true, after: false })).toEqual({
      before: false,
      after: false,
    });
  });
});
