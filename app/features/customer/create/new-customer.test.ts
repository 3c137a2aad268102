import { expect, test } from 'vitest';
import type { DraftDto } from '#server/features/draft/schema.ts';
import { checkField, checkTogether } from '#server/shared/customer-rules.ts';
import { checkNewCustomer, fieldOfPath } from './check-new-customer.ts';
import {
  createInputOf,
  draftOf,
  draftPatch,
  emptyCustomer,
  formOrder,
  storedIn,
  withDraft,
  withValue,
} from './new-customer.ts';

const rules = { checkField, checkTogether };
const filled = {
  ...emptyCustomer,
  values: {
    ...emptyCustomer.values,
    login: 'ivan_franko',
    email: 'ivan@example.com',
    lastName: 'Франко',
    firstName: 'Іван',
    gender: 'male',
  },
  password: 'Tandem-2026',
};

test('asks for the mandatory fields and the password, and for nothing else', () => {
  const issues = checkNewCustomer(emptyCustomer, rules, 'ua');
  expect(Object.keys(issues).sort()).toEqual(
    ['email', 'firstName', 'gender', 'lastName', 'login', 'password'].sort(),
  );
  expect(checkNewCustomer(filled, rules, 'ua')).toEqual({});
});

test('a link takes the place of the password', () => {
  const byLink = { ...filled, password: '', isLink: true };
  expect(checkNewCustomer(byLink, rules, 'ua')).toEqual({});
  expect(createInputOf(byLink).password).toEqual({ kind: 'link' });
});

test('a company needs its legal name, a person is not asked for one', () => {
  const company = withValue(filled, 'legalType', 'company');
  expect(checkNewCustomer(company, rules, 'ua').legalName?.code).toBe('legalName');
  const named = withValue(company, 'legalName', 'ТОВ «Льон»');
  expect(checkNewCustomer(named, rules, 'ua')).toEqual({});
  // Back to a person: what is not on screen is neither checked nor sent.
  const person = withValue(named, 'legalType', 'person');
  expect(createInputOf(person).values).not.toHaveProperty('legalName');
  expect(person.values.legalName).toBe('ТОВ «Льон»');
});

test('a tax number is checked with the legal type that it belongs to', () => {
  const person = withValue(filled, 'taxNumber', '12345678');
  expect(checkNewCustomer(person, rules, 'ua').taxNumber?.code).toBe('taxNumberPerson');
  const company = withValue(withValue(person, 'legalType', 'company'), 'legalName', 'Льон');
  expect(checkNewCustomer(company, rules, 'ua')).toEqual({});
});

test('sends only what was filled in', () => {
  expect(createInputOf(filled).values).toEqual({
    login: 'ivan_franko',
    email: 'ivan@example.com',
    lastName: 'Франко',
    firstName: 'Іван',
    gender: 'male',
    legalType: 'person',
  });
});

test('a draft holds what was filled in, never the password', () => {
  const draft = draftOf({ ...filled, tagIds: [3] });
  expect(draft).toEqual({
    login: 'ivan_franko',
    lastName: 'Франко',
    firstName: 'Іван',
    gender: 'male',
    email: 'ivan@example.com',
    tags: [3],
  });
  expect(JSON.stringify(draft)).not.toContain('Tandem');
  expect(draftOf(emptyCustomer)).toEqual({});
});

test('tells the server only what changed in the draft', () => {
  const before = draftOf(filled);
  const after = draftOf(withValue(withValue(filled, 'city', 'Львів'), 'gender', null));
  expect(draftPatch(before, after)).toEqual({
    set: [{ field: 'city', value: 'Львів', base: null, version: 0 }],
    clear: ['gender'],
  });
  expect(draftPatch(before, before)).toBeNull();
});

test('a draft comes back into the form and leaves alone what was typed meanwhile', () => {
  const at = '2026-01-01T00:00:00.000Z';
  const field = (name: 'login' | 'city', value: string) => ({
    ...{ field: name, value, base: null, version: 0, at },
  });
  const draft: DraftDto = {
    customerId: null,
    updatedAt: at,
    fields: [
      field('login', 'old_login'),
      field('city', 'Львів'),
      { field: 'tags', value: [1, 2], base: [], version: 0, at },
    ],
  };
  const form = withDraft(withValue(emptyCustomer, 'login', 'new_login'), draft);
  expect(form.values.login).toBe('new_login');
  expect(form.values.city).toBe('Львів');
  expect(form.tagIds).toEqual([1, 2]);
  expect(storedIn(draft)).toEqual({ login: 'old_login', city: 'Львів', tags: [1, 2] });
});

test.each([
  ['login', 'login'],
  ['values.email', 'email'],
  ['password.password', 'password'],
  ['tagIds.3', 'tags'],
  ['tags', 'tags'],
] as const)('an issue at %s stands beside %s', (path, field) => {
  expect(fieldOfPath(path)).toBe(field);
});

test('every field has its place in the form', () => {
  expect(new Set(formOrder).size).toBe(formOrder.length);
  expect(formOrder).toHaveLength(Object.keys(emptyCustomer.values).length + 2);
});
