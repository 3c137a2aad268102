import { expect, test } from 'vitest';
import { checkField, checkTogether } from '#server/shared/customer-rules.ts';
import { defaultPasswordPolicy } from '#server/shared/password-policy.ts';
import { checkNewCustomer, fieldOfPath } from './check-new-customer.ts';
import {
  createInputOf,
  draftOf,
  emptyCustomer,
  formOrder,
  withDraft,
  withValue,
} from './new-customer.ts';

const rules = { checkField, checkTogether };
const ours = {
  validationProfile: 'ua',
  customerPasswordPolicy: defaultPasswordPolicy,
} as const;
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
  const issues = checkNewCustomer(emptyCustomer, rules, ours);
  expect(Object.keys(issues).sort()).toEqual(
    ['email', 'firstName', 'gender', 'lastName', 'login', 'password'].sort(),
  );
  expect(checkNewCustomer(filled, rules, ours)).toEqual({});
});

test('a link takes the place of the password', () => {
  const byLink = { ...filled, password: '', isLink: true };
  expect(checkNewCustomer(byLink, rules, ours)).toEqual({});
  expect(createInputOf(byLink).password).toEqual({ kind: 'link' });
});

test('a company needs its legal name, a person is not asked for one', () => {
  const company = withValue(filled, 'legalType', 'company');
  expect(checkNewCustomer(company, rules, ours).legalName?.code).toBe('legalName');
  const named = withValue(company, 'legalName', 'ТОВ «Льон»');
  expect(checkNewCustomer(named, rules, ours)).toEqual({});
  // Back to a person: what is not on screen is neither checked nor sent.
  const person = withValue(named, 'legalType', 'person');
  expect(createInputOf(person).values).not.toHaveProperty('legalName');
  expect(person.values.legalName).toBe('ТОВ «Льон»');
});

test('a tax number is checked with the legal type that it belongs to', () => {
  const person = withValue(filled, 'taxNumber', '12345678');
  expect(checkNewCustomer(person, rules, ours).taxNumber?.code).toBe('taxNumberPerson');
  const company = withValue(withValue(person, 'legalType', 'company'), 'legalName', 'Льон');
  expect(checkNewCustomer(company, rules, ours)).toEqual({});
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
  expect(Object.fromEntries(draft.map(({ field, value }) => [field, value]))).toEqual({
    login: 'ivan_franko',
    lastName: 'Франко',
    firstName: 'Іван',
    gender: 'male',
    email: 'ivan@example.com',
    tags: [3],
  });
  expect(JSON.stringify(draft)).not.toContain('Tandem');
  expect(draftOf(emptyCustomer)).toEqual([]);
});

test('a draft comes back into the form and leaves alone what was typed meanwhile', () => {
  const form = withDraft(withValue(emptyCustomer, 'login', 'new_login'), [
    { field: 'login', value: 'old_login', base: null, version: 0 },
    { field: 'city', value: 'Львів', base: null, version: 0 },
    { field: 'tags', value: [1, 2], base: [], version: 0 },
  ]);
  expect(form.values.login).toBe('new_login');
  expect(form.values.city).toBe('Львів');
  expect(form.tagIds).toEqual([1, 2]);
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
