/**
 * Phone numbers in any notation to E.164. Browser-safe, pure. It brings libphonenumber's metadata
 * along: import it lazily in the browser.
 */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ValidationProfile } from './validation-profile.ts';

/** S4-17 to S4-20: Kyivstar, Vodafone, Lifecell, Utel, PEOPLEnet, Intertelecom. */
export const operatorCodes = [
  ...['39', '67', '68', '77', '96', '97', '98'],
  ...['50', '66', '95', '99'],
  ...['63', '73', '93'],
  ...['91', '92', '89', '94'],
] as const;

/** What people put between digits. */
const separators = /[\s().\-/\u2010-\u2015]/g;
/** +380, 00380, 380, the old 80, or the trunk 0 in front of nine digits. */
const ukrainian = /^(?:\+380|(?:00)?380|80|0)?(\d{9})$/;

function toUkrainian(typed: string): string | null {
  const national = ukrainian.exec(typed.replace(separators, ''))?.[1] ?? '';
  const isKnown = operatorCodes.some((code) => national.startsWith(code));
  return isKnown ? `+380${national}` : null;
}

/** With the country's code: a national number could be anyone's. */
function toInternational(typed: string): string | null {
  const compact = typed.replace(separators, '').replace(/^00/, '+');
  if (!/^\+\d{5,20}$/.test(compact)) return null;
  const parsed = parsePhoneNumberFromString(compact, { extract: false });
  return parsed?.isValid() ? parsed.number : null;
}

/** E.164, or null for what the profile does not take. */
export function parsePhone(typed: string, profile: ValidationProfile): string | null {
  return profile === 'ua' ? toUkrainian(typed) : toInternational(typed);
}
