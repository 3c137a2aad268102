import { z } from 'zod';

/**
 * What people type, in one Unicode form and without spaces around it. NUL and halves of surrogate
 * pairs are refused: PostgreSQL stores neither, and one of them in a batch would fail the others.
 * Bounds on the length follow: `typedText.min(3).max(500)`.
 */
export const typedText = z
  .string()
  .trim()
  .normalize('NFC')
  .refine((text) => isStorable(text));

export function isStorable(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}
