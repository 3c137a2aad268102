/** A person's name as a company's validation profile takes it. Browser-safe, pure. */
import type { FieldIssue } from './errors.ts';
import type { ValidationProfile } from './validation-profile.ts';

type NameIssue = Pick<FieldIssue, 'code' | 'params'>;

export const nameLengthMax = 100;

/**
 * S4-12 to S4-15: the letters of Ukrainian and of Russian, in parts that an apostrophe, a hyphen or
 * a space joins. Marks that compose (и + breve) have become letters before this is asked.
 */
const cyrillic = /^[А-Яа-яЁёҐґЄєІіЇї]+(?:['’ʼ\- ][А-Яа-яЁёҐґЄєІіЇї]+)*$/;

/** Any letters with their marks; Jr. ends in a dot. */
const anyLetters = /^\p{L}\p{M}*(?:[\p{L}\p{M}]|['’ʼ\-. ])*$/u;

const profiles = {
  ua: { lengthMin: 2, pattern: cyrillic, code: 'cyrillic' },
  international: { lengthMin: 1, pattern: anyLetters, code: 'name' },
} as const;

/** @param name trimmed, NFC, single spaces */
export function nameIssue(name: string, profile: ValidationProfile): NameIssue | null {
  const { lengthMin, pattern, code } = profiles[profile];
  if (name.length > nameLengthMax) return { code: 'tooLong', params: { max: nameLengthMax } };
  if (!pattern.test(name)) return { code };
  if (name.length < lengthMin) return { code: 'tooShort', params: { min: lengthMin } };
  return null;
}
