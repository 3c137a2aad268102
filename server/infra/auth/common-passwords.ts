/**
 * Passwords that everyone tries first (product 3.3): the list of zxcvbn-ts, without regard to case.
 * Kept out of the browser, for which it is too long.
 */
import { dictionary } from '@zxcvbn-ts/language-common';

const common: ReadonlySet<string> = new Set(dictionary.passwords);

export function isCommonPassword(password: string): boolean {
  return common.has(password.toLowerCase());
}
