import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerField, FieldValue } from '#server/shared/customer-fields.ts';
import { money } from '#server/shared/money.ts';
import { isStorable } from '#server/shared/typed-text.ts';
import type { Keyed, ListPlace } from '#server/shared/list-place.ts';
import { formatPlace, pageOf, parsePlace } from '#server/shared/list-place.ts';
import type { AskedEdit, EditFacts, PastEdit } from './domain.ts';
import { inverseOf, lock as lockCustomer, placeValues, planEdit, unlock } from './domain.ts';
import type { CustomerDto, CustomerRowDto, StatusFacts } from './schema.ts';
import { statusOf } from './schema.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const lock = { reason: 'Chargeback', message: null, at: '2026-02-28T09:00:00.000Z', by: null };
const clear: StatusFacts = {
  locked: null,
  lockedOutUntil: null,
  emailConfirmed: true,
  passwordStatus: 'active',
};
const later = '2026-03-01T12:00:01.000Z';
const earlier = '2026-03-01T11:59:59.000Z';

test.each<[string, Partial<StatusFacts>, ReturnType<typeof statusOf>]>([
  ['nothing is wrong', {}, 'enabled'],
  ['the e-mail is not confirmed', { emailConfirmed: false }, 'notConfirmed'],
  ['the password was reset', { passwordStatus: 'reset' }, 'passwordReset'],
  ['a lockout is running', { lockedOutUntil: later }, 'lockedOut'],
  ['a lockout is over', { lockedOutUntil: earlier }, 'enabled'],
  ['a lockout ends this instant', { lockedOutUntil: now.toISOString() }, 'enabled'],
  ['an admin locked it', { locked: lock }, 'locked'],
  [
    'reset outranks not confirmed',
    { passwordStatus: 'reset', emailConfirmed: false },
    'passwordReset',
  ],
  ['lockout outranks reset', { lockedOutUntil: later, passwordStatus: 'reset' }, 'lockedOut'],
  [
    'lock outranks everything',
    { locked: lock, lockedOutUntil: later, passwordStatus: 'reset', emailConfirmed: false },
    'locked',
  ],
])('derives the status when %s', (_, facts, expected) => {
  expect(statusOf({ ...clear, ...facts }, now)).toBe(expected);
});

const customer: CustomerDto = {
  ...{ id: 1, version: 5, login: 'maria', firstName: 'Марія', lastName: 'Шевченко' },
  ...{ middleName: null, email: 'maria@tandem.example', phone: null, ...clear },
  ...{ balance: money('0.00'), registeredAt: '2026-01-01T00:00:00.000Z', gender: null },
  ...{ birthday: null, country: null, region: null, city: null, addressLine1: null },
  ...{ addressLine2: null, postalCode: null, language: null, timeZone: null },
  ...{ legalType: 'person', legalName: null, taxNumber: null, organization: null, website: null },
  ...{ salesRepresentative: null, tags: [], comment: null, lastSignInAt: null, devicesCount: 0 },
  openSessionsCount: 2,
};
const locked = { ...customer, locked: lock };
const changedSince = { by: 'Тарас Мельник', at: earlier };

test('locks what the screen showed, under the next version, with no session left open', () => {
  const seen = { customer, seenVersion: 3, changedSince: null };
  const expected = { ...customer, version: 6, locked: lock, openSessionsCount: 0 };
  expect(lockCustomer(seen, lock)).toEqual(expected);
  expect(customer.version).toBe(5);
});

test('unlocks, and answers the lock that ended', () => {
  const answer = unlock({ customer: locked, seenVersion: 5, changedSince: null });
  expect(answer).toEqual({ customer: { ...customer, version: 6 }, ended: lock });
});

test.each([
  ['lock what is locked', locked, 5, null, 'CUSTOMER_ALREADY_LOCKED'],
  ['lock over a change of the lock', customer, 3, changedSince, 'STALE_VERSION'],
  ['lock at a version that never was', customer, 6, null, 'STALE_VERSION'],
])('refuses to %s', (_, seen, seenVersion, since, code) => {
  const attempt = () => lockCustomer({ customer: seen, seenVersion, changedSince: since }, lock);
  expect(attempt).toThrow(code);
});

test.each([
  ['unlock what is not locked', customer, 5, null, 'CUSTOMER_NOT_LOCKED'],
  ['unlock over a change of the lock', locked, 3, changedSince, 'STALE_VERSION'],
  ['unlock at a version that never was', locked, 6, null, 'STALE_VERSION'],
])('refuses to %s', (_, seen, seenVersion, since, code) => {
  const attempt = () => unlock({ customer: seen, seenVersion, changedSince: since });
  expect(attempt).toThrow(code);
});

const edited = (version: number, changes: PastEdit['changes'], data: unknown = {}): PastEdit => ({
  ...{ version, changes, data },
  by: { id: version, name: `Автор ${version}` },
  at: later,
});
const facts = (given: Partial<EditFacts> = {}): EditFacts => ({
  ...{ customer, edits: [], takenBy: {}, profile: 'ua' },
  choices: { organization: null, salesRepresentative: null, tags: [] },
  ...given,
});
const asked = (values: [CustomerField, FieldValue][], basedOn = 3): AskedEdit => ({
  ...{ values: new Map(values), issues: [], basedOn: () => basedOn },
  tags: { add: [], remove: [] },
});
const [city, was] = ['city', { ...customer, city: 'Львів' }] as const;
const byAnother = edited(4, [{ field: city, old: null, new: 'Львів' }]);

test.each<[string, EditFacts, AskedEdit, [number, number, number]]>([
  ['nobody else changed it', facts(), asked([[city, 'Київ']]), [1, 1, 0]],
  ['it stands there already', facts(), asked([[city, null]]), [0, 1, 0]],
  [
    'another changed it since',
    facts({ customer: was, edits: [byAnother] }),
    asked([[city, 'Київ']]),
    [0, 0, 1],
  ],
  [
    'another changed it to the same',
    facts({ customer: was, edits: [byAnother] }),
    asked([[city, 'Львів']]),
    [0, 1, 0],
  ],
  [
    'another’s change was seen',
    facts({ customer: was, edits: [byAnother] }),
    asked([[city, 'Київ']], 4),
    [1, 1, 0],
  ],
  [
    'it was changed there and back',
    facts({ edits: [byAnother, edited(5, [{ field: city, old: 'Львів', new: null }])] }),
    asked([[city, 'Київ']]),
    [1, 1, 0],
  ],
  [
    'another field was changed',
    facts({ edits: [edited(4, [{ field: 'comment', old: null, new: 'VIP' }])] }),
    asked([[city, 'Київ']]),
    [1, 1, 0],
  ],
])('merges a field when %s', (_, known, wanted, expected) => {
  const { changes, saved, conflicts } = planEdit(wanted, known);
  expect([Object.keys(changes).length, saved.length, conflicts.length]).toEqual(expected);
});

test('a conflict tells the first value that was seen, the last author, and what stands there', () => {
  const known = facts({
    customer: { ...customer, city: 'Одеса' },
    edits: [byAnother, edited(5, [{ field: city, old: 'Львів', new: 'Одеса' }])],
  });
  expect(planEdit(asked([[city, 'Київ']]), known).conflicts).toEqual([
    {
      field: city,
      base: { value: null, name: null },
      theirs: { value: 'Одеса', name: null },
      mine: { value: 'Київ', name: null },
      by: { id: 5, name: 'Автор 5' },
      at: later,
    },
  ]);
});

test('the inverse of an edit asks for what was there, as read at that edit', () => {
  const tag = { id: 7, caption: 'VIP', color: 'gray' };
  const tags = { added: [tag], removed: [] };
  const changes = [...byAnother.changes, { field: 'tags', old: null, new: 'VIP' }];
  const inverse = inverseOf(edited(4, changes, { tags }));
  expect([...inverse.values]).toEqual([[city, null]]);
  expect(inverse.tags).toEqual({ add: [], remove: [7] });
  expect(inverse.basedOn(city)).toBe(4);
});

const place: fc.Arbitrary<ListPlace> = fc.record({
  direction: fc.constantFrom('after', 'before'),
  value: fc.string({ unit: 'grapheme', maxLength: 40 }).filter(isStorable),
  id: fc.integer({ min: 1, max: 2_147_483_647 }),
  rowsBefore: fc.nat(),
});

test('reads back the place that it wrote', () => {
  fc.assert(
    fc.property(place, (one) => {
      expect(parsePlace(formatPlace(one), placeValues.login)).toEqual(one);
    }),
  );
  expect(parsePlace(undefined, placeValues.id)).toBeNull();
});

test.each([
  '',
  '%',
  'null',
  '[]',
  '["after","x",1]',
  '["after","x",1.5,0]',
  '["after","x",1,-1]',
  '["sideways","x",1,0]',
  '["after",{"contains":""},1,0]',
  '{"direction":"after"}',
])('takes no place from %j', (cursor) => {
  expect(() => parsePlace(encodeURIComponent(cursor), placeValues.name)).toThrow('INVALID_INPUT');
});

test.each([
  ['id', '12', true],
  ['id', '2147483647', true],
  ['id', '2147483648', false],
  ['id', '1 OR 1', false],
  ['status', '4', true],
  ['status', 'locked', false],
  ['balance', '12.50', true],
  ['balance', 'NaN', false],
  ['balance', '1e9', false],
  ['registeredAt', '2026-01-01 10:00:00+00', true],
  ['registeredAt', '2026-01-01 10:00:00.123+00', true],
  ['registeredAt', '2026-02-30 10:00:00+00', false],
  ['registeredAt', '2026-13-01 10:00:00+00', false],
  ['registeredAt', 'infinity', false],
  ['login', '\0', false],
  ['login', '\ud800', false],
] as const)('in a list by %s a place at %j is taken: %s', (sort, value, taken) => {
  const cursor = formatPlace({ direction: 'after', value: 'x', id: 1, rowsBefore: 0 });
  const forged = cursor.replace('x', encodeURIComponent(JSON.stringify(value).slice(1, -1)));
  if (taken) expect(parsePlace(forged, placeValues[sort])?.value).toBe(value);
  else expect(() => parsePlace(forged, placeValues[sort])).toThrow('INVALID_INPUT');
});

/** What the repository reads: up to one row more than a page, in list order. */
function read(
  all: Keyed<CustomerRowDto>[],
  from: ListPlace | null,
  pageSize: number,
): Keyed<CustomerRowDto>[] {
  const at = from === null ? -1 : all.findIndex(({ row }) => row.id === from.id);
  if (from?.direction === 'before') return all.slice(Math.max(at - pageSize - 1, 0), at);
  return all.slice(at + 1, at + 2 + pageSize);
}

test('pages forward and back show every row once, with its true place', () => {
  const sizes = fc.record({
    count: fc.nat({ max: 30 }),
    pageSize: fc.integer({ min: 1, max: 12 }),
  });
  fc.assert(
    fc.property(sizes, ({ count, pageSize }) => {
      const all = Array.from({ length: count }, (_, at) => ({
        value: 'tie',
        row: { ...customer, id: at + 1 },
      }));
      const shown: Keyed<CustomerRowDto>[] = [];
      let from: ListPlace | null = null;
      let last = pageOf(read(all, from, pageSize), { place: from, pageSize });
      for (;;) {
        expect(last.rowsBefore).toBe(shown.length);
        shown.push(...last.rows);
        from = last.next;
        if (from === null) break;
        last = pageOf(read(all, from, pageSize), { place: from, pageSize });
      }
      expect(shown).toEqual(all);
      for (let end = shown.length - last.rows.length; last.previous; end -= last.rows.length) {
        from = last.previous;
        last = pageOf(read(all, from, pageSize), { place: from, pageSize });
        expect(last.rows).toEqual(all.slice(Math.max(end - pageSize, 0), end));
        expect(last.rowsBefore).toBe(Math.max(end - pageSize, 0));
      }
      expect(last.rowsBefore).toBe(0);
    }),
  );
});
