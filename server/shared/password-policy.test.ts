import { expect, it } from 'vitest';
import {
  defaultPasswordPolicy as policy,
  generatePassword,
  passwordIssue,
  passwordRules,
} from './password-policy.ts';

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
  expect(passwordIssue(password, policy)?.code ?? null).toBe(code);
});

it('lists the rules, of which an empty password meets none', () => {
  const met = (password: string) =>
    passwordRules(password, policy)
      .filter(({ isMet }) => isMet)
      .map(({ name }) => name);
  expect(met('')).toEqual([]);
  expect(met('Aa1!')).toEqual(['upper', 'lower', 'digit', 'chars']);
  expect(met('Tandem-2026')).toEqual(['length', 'upper', 'lower', 'digit', 'chars']);
});

it('generates passwords that the policy takes, each another, without look-alikes', () => {
  const passwords = Array.from({ length: 500 }, () => generatePassword(policy));
  expect(new Set(passwords).size).toBe(500);
  for (const password of passwords) {
    expect(passwordIssue(password, policy)).toBeNull();
    expect(password).toMatch(/^[^0O1lI]{14}$/);
  }
});

it('asks for what the company asks for, and generates it', () => {
  const strict = { lengthMin: 20, upper: false, lower: true, digit: false, symbol: true };
  expect(passwordRules('', strict).map(({ name }) => name)).toEqual([
    'length',
    'lower',
    'symbol',
    'chars',
  ]);
  expect(passwordIssue('Tandem-2026', strict)?.code).toBe('tooShort');
  expect(passwordIssue('tandemtandemtandemtandem', strict)?.code).toBe('passwordWeak');
  expect(passwordIssue('tandem tandem tandem-tandem', strict)?.code).toBe('passwordChars');
  expect(passwordIssue('tandem-tandem-tandem', strict)).toBeNull();
  for (let n = 0; n < 100; n += 1) {
    expect(passwordIssue(generatePassword(strict), strict)).toBeNull();
  }
});
