/**
 * What a password must be (product 3.3), as a list that a form can tick off. Browser-safe; common
 * passwords are refused by the server alone, whose list is too long for a page.
 */
import type { FieldIssue } from './errors.ts';

export const passwordLength = { min: 6, max: 128 } as const;

/** S1-37, S4-36: Latin letters, digits and all ASCII punctuation; no space. */
const allowed = /^[!-~]*$/;

export const passwordRules = [
  { name: 'length', isMet: (password: string) => password.length >= passwordLength.min },
  { name: 'upper', isMet: (password: string) => /[A-Z]/.test(password) },
  { name: 'lower', isMet: (password: string) => /[a-z]/.test(password) },
  { name: 'digit', isMet: (password: string) => /\d/.test(password) },
  { name: 'chars', isMet: (password: string) => password !== '' && allowed.test(password) },
] as const;
export type PasswordRule = (typeof passwordRules)[number]['name'];

/** What is wrong with it first, as a code of `error:field.*`; null for nothing. */
export function passwordIssue(password: string): Pick<FieldIssue, 'code' | 'params'> | null {
  const { min, max } = passwordLength;
  if (password === '') return { code: 'required' };
  if (!allowed.test(password)) return { code: 'passwordChars' };
  if (password.length < min) return { code: 'tooShort', params: { min } };
  if (password.length > max) return { code: 'tooLong', params: { max } };
  return passwordRules.every(({ isMet }) => isMet(password)) ? null : { code: 'passwordWeak' };
}

/** Without what is mistaken for something else when read out or copied by hand: 0 O, 1 l I. */
const unambiguous = {
  upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  lower: 'abcdefghijkmnpqrstuvwxyz',
  digit: '23456789',
} as const;
const generatedLength = 14;

/** A new password that the policy takes: about 80 bits from the system's generator. */
export function generatePassword(): string {
  const all = Object.values(unambiguous);
  const anyOf = all.join('');
  const rest = Array.from({ length: generatedLength - all.length }, () => pick(anyOf));
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
