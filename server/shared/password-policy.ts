/**
 * What a password must be (product 3.3), as a list that a form can tick off. One policy a company for
 * its users and one for its customers. Browser-safe; common passwords are refused by the server alone,
 * whose list is too long for a page.
 */
import { z } from 'zod';
import type { FieldIssue } from './errors.ts';

export const passwordLength = { min: 6, max: 128 } as const;

/** Characters; S1-37 is the default, and the bounds are what a company may set. */
export const passwordPolicy = z.strictObject({
  lengthMin: z.number().int().min(passwordLength.min).max(64),
  upper: z.boolean(),
  lower: z.boolean(),
  digit: z.boolean(),
  symbol: z.boolean(),
});
export type PasswordPolicy = z.infer<typeof passwordPolicy>;

export const defaultPasswordPolicy: PasswordPolicy = {
  lengthMin: passwordLength.min,
  upper: true,
  lower: true,
  digit: true,
  symbol: false,
};

/** S1-37, S4-36: Latin letters, digits and all ASCII punctuation; no space. */
const allowed = /^[!-~]*$/;

const classes = {
  upper: /[A-Z]/,
  lower: /[a-z]/,
  digit: /\d/,
  symbol: /[!-/:-@[-`{-~]/,
} as const;
type PasswordClass = keyof typeof classes;
const classNames = ['upper', 'lower', 'digit', 'symbol'] as const satisfies PasswordClass[];

export type PasswordRule = 'length' | PasswordClass | 'chars';

/** The rules of a policy in the order in which a form shows them, each met or not. */
export function passwordRules(
  password: string,
  policy: PasswordPolicy,
): { name: PasswordRule; isMet: boolean }[] {
  return [
    { name: 'length', isMet: password.length >= policy.lengthMin },
    ...classNames
      .filter((name) => policy[name])
      .map((name) => ({ name, isMet: classes[name].test(password) })),
    { name: 'chars', isMet: password !== '' && allowed.test(password) },
  ];
}

/** What is wrong with it first, as a code of `error:field.*`; null for nothing. */
export function passwordIssue(
  password: string,
  policy: PasswordPolicy,
): Pick<FieldIssue, 'code' | 'params'> | null {
  const { max } = passwordLength;
  const min = policy.lengthMin;
  if (password === '') return { code: 'required' };
  if (!allowed.test(password)) return { code: 'passwordChars' };
  if (password.length < min) return { code: 'tooShort', params: { min } };
  if (password.length > max) return { code: 'tooLong', params: { max } };
  const isWeak = passwordRules(password, policy).some(({ isMet }) => !isMet);
  return isWeak ? { code: 'passwordWeak' } : null;
}

/** Without what is mistaken for something else when read out or copied by hand: 0 O, 1 l I. */
const unambiguous = {
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lower: 'abcdefghijkmnpqrstuvwxyz',
  digit: '23456789',
  symbol: '#%+-=?@_',
} as const;
const generatedLengthMin = 14;

/** A new password that the policy takes: about 80 bits or more from the system's generator. */
export function generatePassword(policy: PasswordPolicy): string {
  const { symbol, ...alphanumeric } = unambiguous;
  const all = [...Object.values(alphanumeric), ...(policy.symbol ? [symbol] : [])];
  const anyOf = all.join('');
  const length = Math.max(generatedLengthMin, policy.lengthMin);
  const rest = Array.from({ length: length - all.length }, () => pick(anyOf));
  return shuffle([...all.map(pick), ...rest]).join('');
}

function pick(characters: string): string {
  return characters.charAt(below(characters.length));
}

function shuffle(characters: string[]): string[] {
  const rest = [...characters];
  return characters.flatMap(() => rest.splice(below(rest.length), 1));
}

/** Every number equally likely: what would favour the low ones is drawn again. */
function below(bound: number): number {
  const limit = 256 - (256 % bound);
  for (;;) {
    const drawn = crypto.getRandomValues(new Uint8Array(1))[0] ?? 255;
    if (drawn < limit) return drawn % bound;
  }
}

/** Product 3.3. @param isCommon what is known of passwords that everyone tries first */
export function newPasswordIssues(
  { password, path }: { password: string; path: string },
  policy: PasswordPolicy,
  isCommon: (password: string) => boolean,
): FieldIssue[] {
  const issue = passwordIssue(password, policy);
  if (issue) return [{ path, ...issue }];
  return isCommon(password) ? [{ path, code: 'passwordCommon' }] : [];
}
