import { expect, it } from 'vitest';
import { generatePassword, passwordIssue, passwordRules } from './password-policy.ts';

it.each([
  ['Tandem-2026', null],
  ['Aa1~!@', null],
  ['Aa1!', 'tooShort'],
  [`Aa1${'x'.repeat(125)}`, null],
  [`Aa1${'x'.repeat(126)}`, 'tooLong'],
  ['tandem-2026', 'passwordWeak'],
  ['TANDEM-2026', 'passwordWeak'],
  ['Tandem-two', 'passwordWeak'],
  ['Tandem 2026', 'passwordChars'],
  ['Тандем-2026', 'passwordChars'],
  ['Tandem-2026🙂', 'passwordChars'],
  ['', 'required'],
])('judges the password %j as %j', (password, code) => {
  expect(passwordIssue(password)?.code ?? null).toBe(code);
});

it('lists the rules, of which an empty password meets none', () => {
  const met = (password: string) =>
    passwordRules.filter(({ isMet }) => isMet(password)).map(({ name }) => name);
  expect(met('')).toEqual([]);
  expect(met('Aa1!')).toEqual(['upper', 'lower', 'digit', 'chars']);
  expect(met('Tandem-2026')).toEqual(['length', 'upper', 'lower', 'digit', 'chars']);
});

it('generates passwords that the policy takes, each another, without look-alikes', () => {
  const passwords = Array.from({ length: 500 }, generatePassword);
  expect(new Set(passwords).size).toBe(500);
  for (const password of passwords) {
    expect(passwordIssue(password)).toBeNull();
    expect(password).toMatch(/^[^0O1lI]{14}$/);
  }
});
