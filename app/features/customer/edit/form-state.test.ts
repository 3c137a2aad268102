import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerDto, EditOutcome } from '#server/features/customer/schema.ts';
import type { CustomerField } from '#server/shared/customer-fields.ts';
import { money } from '#server/shared/money.ts';
import type { AuthorOf, FormState } from './form-state.ts';
import { saveInput, sameAsLost, settle, startSending, stopSending } from './form-sending.ts';
import {
  changedFields,
  draftOf,
  followLive,
  keepMine,
  leaveField,
  restoreDraft,
  revertFields,
  shownValue,
  startForm,
  takeTheirs,
  typeInto,
} from './form-state.ts';
import { isSame, valueOf } from './form-values.ts';

const customer: CustomerDto = {
  id: 7,
  version: 4,
  login: 'olena.k',
  firstName: 'Olena',
  lastName: 'Koval',
  middleName: null,
  email: 'olena@example.com',
  phone: null,
  locked: null,
  lockedOutUntil: null,
  emailConfirmed: true,
  passwordStatus: 'active',
  balance: money('100.00'),
  registeredAt: '2025-05-01T08:00:00.000Z',
  gender: 'female',
  birthday: null,
  country: 'UA',
  region: null,
  city: 'Kyiv',
  addressLine1: null,
  addressLine2: null,
  postalCode: null,
  language: 'uk',
  timeZone: null,
  legalType: 'person',
  legalName: null,
  taxNumber: null,
  organization: null,
  website: null,
  salesRepresentative: null,
  tags: [{ id: 1, caption: 'VIP', color: '#3c63d6' }],
  comment: null,
  lastSignInAt: null,
  devicesCount: 1,
  openSessionsCount: 2,
};
const taras = { by: { id: 3, name: 'Taras' }, at: '2026-03-01T09:00:00.000Z', mutationId: 'm1' };
const byTaras: AuthorOf = () => taras;
const next = (state: FormState, changes: Partial<CustomerDto>): CustomerDto => ({
  ...state.live,
  ...changes,
  version: state.live.version + 1,
});
const typed = (field: CustomerField, value: string) =>
  typeInto(startForm(customer), field, { value });
const outcome = (changes: Partial<EditOutcome>): EditOutcome => ({
  customer,
  saved: [],
  conflicts: [],
  issues: [],
  eventId: null,
  ...changes,
});

test('an untouched field follows the customer', () => {
  const state = startForm(customer);
  const after = followLive(state, next(state, { city: 'Lviv' }), byTaras);
  expect(shownValue(after, 'city')).toBe('Lviv');
  expect(after.touched).toEqual({});
});

test('a touched field stays as typed and is told what a colleague wrote', () => {
  const state = typed('city', 'Odesa');
  const after = followLive(state, next(state, { city: 'Lviv', region: 'West' }), byTaras);
  expect(shownValue(after, 'city')).toBe('Odesa');
  expect(shownValue(after, 'region')).toBe('West');
  expect(after.touched.city?.note).toEqual({
    theirs: 'Lviv',
    name: null,
    version: 5,
    by: taras.by,
    at: taras.at,
  });
  expect(saveInput(after, ['city'])).toMatchObject({ version: 5, basedOn: { city: 4 } });
});

test('taking theirs makes the field untouched', () => {
  const state = typed('city', 'Odesa');
  const noted = followLive(state, next(state, { city: 'Lviv' }), byTaras);
  const after = takeTheirs(noted, 'city');
  expect(shownValue(after, 'city')).toBe('Lviv');
  expect(changedFields(after)).toEqual([]);
});

test('keeping mine goes out under the version that was just seen', () => {
  const state = typed('city', 'Odesa');
  const noted = followLive(state, next(state, { city: 'Lviv' }), byTaras);
  const after = keepMine(noted, 'city');
  expect(after.touched.city).toMatchObject({ value: 'Odesa', base: 'Lviv', note: null });
  expect(saveInput(after, ['city'])).toMatchObject({ version: 5, basedOn: {} });
});

test('a change elsewhere leaves a touched field as it is, read at the newer version', () => {
  const state = typed('city', 'Odesa');
  const after = followLive(state, next(state, { region: 'West' }), byTaras);
  expect(after.touched.city).toMatchObject({ value: 'Odesa', base: 'Kyiv', version: 5 });
  expect(after.touched.city?.note).toBeNull();
});

test('a note goes when the colleague takes it back', () => {
  const state = typed('city', 'Odesa');
  const noted = followLive(state, next(state, { city: 'Lviv' }), byTaras);
  const after = followLive(noted, next(noted, { city: 'Kyiv' }), byTaras);
  expect(after.touched.city).toMatchObject({ note: null, base: 'Kyiv', version: 6 });
});

test('typing what stands there makes the field untouched; an empty text is nothing given', () => {
  expect(typeInto(typed('city', 'Odesa'), 'city', { value: 'Kyiv' }).touched).toEqual({});
  expect(typeInto(typed('region', 'x'), 'region', { value: '' }).touched).toEqual({});
});

test('the same value of a colleague is no conflict, and the focus keeps it', () => {
  const state = typed('city', 'Lviv');
  const agreed = followLive(state, next(state, { city: 'Lviv' }), byTaras);
  expect(agreed.touched.city?.note).toBeNull();
  expect(changedFields(agreed)).toEqual([]);
  const later = followLive(agreed, next(agreed, { city: 'Rivne' }), byTaras);
  expect(shownValue(later, 'city')).toBe('Lviv');
  expect(shownValue(leaveField(agreed, 'city'), 'city')).toBe('Lviv');
  expect(leaveField(agreed, 'city').touched).toEqual({});
});

test('an older answer changes nothing', () => {
  const state = startForm(customer);
  expect(followLive(state, { ...customer, version: 3, city: 'Old' }, byTaras)).toBe(state);
});

test('what was saved is untouched unless it was typed on', () => {
  const both = typeInto(typed('city', 'Odesa'), 'region', { value: 'South' });
  const sending = startSending(both, ['city', 'region']);
  const typedOn = typeInto(sending, 'region', { value: 'South-West' });
  const after = settle(
    typedOn,
    outcome({
      customer: { ...customer, version: 5, city: 'Odesa', region: 'South' },
      saved: ['city', 'region'],
    }),
    byTaras,
  );
  expect(after.touched.city).toBeUndefined();
  expect(after.touched.region).toMatchObject({
    value: 'South-West',
    base: 'South',
    version: 5,
    note: null,
  });
});

test('one’s own change that arrives before the answer is no note', () => {
  const sending = startSending(typed('phone', '067 123 45 67'), ['phone']);
  const echoed = followLive(sending, next(sending, { phone: '+380671234567' }), byTaras);
  expect(echoed.touched.phone?.note).toBeNull();
  const after = settle(echoed, outcome({ customer: echoed.live, saved: ['phone'] }), byTaras);
  expect(after.touched).toEqual({});
  expect(shownValue(after, 'phone')).toBe('+380671234567');
});

test('a save whose answer was lost is known by its event', () => {
  const sending = startSending(typed('phone', '067 123 45 67'), ['phone']);
  const failed = stopSending(sending, { authorOf: () => null, lostId: 'm1' });
  expect(shownValue(failed, 'phone')).toBe('067 123 45 67');
  const told = followLive(failed, next(failed, { phone: '+380671234567' }), byTaras);
  expect(told.touched).toEqual({});
});

test('a conflict is a note, a refused value has its issue, and the others are saved', () => {
  const state = typeInto(typed('city', 'Odesa'), 'email', { value: 'bad' });
  const sending = startSending(typeInto(state, 'region', { value: 'South' }), [
    'city',
    'email',
    'region',
  ]);
  const issue = { path: 'email', code: 'email' };
  const after = settle(
    sending,
    outcome({
      customer: { ...customer, version: 6, city: 'Lviv', region: 'South' },
      saved: ['region'],
      conflicts: [
        {
          field: 'city',
          base: { value: 'Kyiv', name: null },
          theirs: { value: 'Lviv', name: null },
          mine: { value: 'Odesa', name: null },
          by: taras.by,
          at: taras.at,
        },
      ],
      issues: [issue],
    }),
    byTaras,
  );
  expect(changedFields(after)).toEqual(['email', 'city']);
  expect(after.touched.city?.note).toMatchObject({ theirs: 'Lviv', by: taras.by, version: 6 });
  expect(after.issues).toEqual({ email: issue });
  expect(typeInto(after, 'email', { value: 'b@example.com' }).issues).toEqual({});
});

test('tags go out as what to add and what to take away', () => {
  const state = typeInto(startForm(customer), 'tags', { value: [2, 3] });
  const after = followLive(state, next(state, { tags: [] }), byTaras);
  expect(after.touched.tags?.note).toBeNull();
  expect(saveInput(after, ['tags']).tags).toEqual({ add: [2, 3], remove: [1] });
  expect(typeInto(state, 'tags', { value: [1] }).touched).toEqual({});
});

test('the same fields and values after a lost answer are the same save; anything else is another', () => {
  const first = typeInto(typed('city', 'Lviv'), 'tags', { value: [2] });
  const fields = ['city', 'tags'] as const;
  const wanted = { customerId: 7, ...saveInput(first, fields) };
  const lost = { ...wanted, mutationId: 'm2' };
  const sending = startSending(first, fields);
  const failed = stopSending(sending, { authorOf: () => null, lostId: 'm2' });
  const moved = followLive(failed, next(failed, { region: 'West' }), byTaras);
  const again = { customerId: 7, ...saveInput(moved, fields) };
  expect(again.version).toBe(5);
  expect(sameAsLost(moved, lost, again)).toBe(lost);
  const other = {
    customerId: 7,
    ...saveInput(typeInto(moved, 'city', { value: 'Kharkiv' }), fields),
  };
  expect(sameAsLost(moved, lost, other)).toBeNull();
  expect(sameAsLost(moved, lost, { customerId: 7, ...saveInput(moved, ['city']) })).toBeNull();
  expect(sameAsLost(moved, null, again)).toBeNull();
});

test('a lost save that its event has told of, tags too, is over', () => {
  const fields = ['city', 'tags'] as const;
  const first = typeInto(typed('city', 'Lviv'), 'tags', { value: [1, 2] });
  const failed = stopSending(startSending(first, fields), { authorOf: () => null, lostId: 'm1' });
  const tags = [...customer.tags, { id: 2, caption: 'Partner', color: '#00ff00' }];
  const told = followLive(failed, next(failed, { city: 'Lviv', tags }), byTaras);
  expect(told.touched).toEqual({});
  expect(told.lost).toBeNull();
});

test('whoever decides over a colleague’s value sends another save than the lost one', () => {
  const failed = stopSending(startSending(typed('city', 'Lviv'), ['city']), {
    ...{ authorOf: () => null, lostId: 'm2' },
  });
  const noted = followLive(failed, next(failed, { city: 'Odesa' }), byTaras);
  expect(noted.lost?.mutationId).toBe('m2');
  for (const state of [keepMine(noted, 'city'), takeTheirs(noted, 'city')]) {
    expect(state.lost).toBeNull();
  }
  expect(saveInput(keepMine(noted, 'city'), ['city']).version).toBe(5);
});

test('a draft comes back over what changed since, told properly', () => {
  const draft = draftOf(typed('city', 'Odesa'));
  expect(draft).toEqual([{ field: 'city', value: 'Odesa', base: 'Kyiv', version: 4 }]);
  const later = startForm({ ...customer, version: 9, city: 'Lviv' });
  const after = restoreDraft(later, draft, byTaras);
  expect(after.touched.city).toMatchObject({ value: 'Odesa', note: { theirs: 'Lviv' } });
  expect(saveInput(after, ['city']).basedOn).toEqual({ city: 4 });
  expect(restoreDraft(startForm(customer), draft, byTaras).touched.city?.note).toBeNull();
});

const fields = ['city', 'region', 'phone'] as const;
const field = fc.constantFrom(...fields);
const word = fc.constantFrom('', 'a', 'b', 'c');
const step = fc.oneof(
  fc.record({ kind: fc.constant('type' as const), field, word }),
  fc.record({ kind: fc.constant('colleague' as const), field, word }),
  fc.record({ kind: fc.constantFrom('take', 'keep', 'revert', 'leave'), field, word }),
);

test('whatever happens, typed text stays and untouched fields are the customer’s', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let state = startForm(customer);
      const mine = new Map<string, string>();
      for (const { kind, field: name, word: value } of steps) {
        if (kind === 'type') {
          state = typeInto(state, name, { value });
          mine.set(name, value);
        } else if (kind === 'colleague') {
          state = followLive(state, next(state, { [name]: value || null }), byTaras);
        } else if (kind === 'keep') {
          state = keepMine(state, name);
        } else if (kind === 'leave') {
          state = leaveField(state, name);
        } else {
          state = kind === 'take' ? takeTheirs(state, name) : revertFields(state, [name]);
        }
        for (const each of fields) {
          const entry = state.touched[each];
          const live = valueOf(state.live, each);
          if (entry === undefined) {
            expect(shownValue(state, each)).toBe(live);
            mine.delete(each);
            continue;
          }
          expect(entry.value).toBe(mine.get(each));
          // Without a note everything that stands there has been seen.
          expect(entry.note === null).toBe(isSame(entry.base, live));
          expect(entry.note?.theirs ?? live).toBe(live);
          expect(entry.version === state.live.version).toBe(entry.note === null);
        }
      }
    }),
  );
});
