/** Telephone numbers in the groups that people read them in. Pure and browser-safe. */

/** Calling codes of one and two digits; all others have three. */
const callingCode = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;

/**
 * Ukrainian numbers as they are spoken there; others in threes after the code, the last up to four.
 * @param e164 a plus and digits
 * @returns the code with its plus, and the groups
 */
export function phoneGroups(e164: string): string[] {
  const ukrainian = /^\+380(\d{2})(\d{3})(\d{2})(\d{2})$/.exec(e164);
  if (ukrainian) return ['+380', ...ukrainian.slice(1)];
  const digits = e164.replace(/^\+/, '');
  const code = callingCode.exec(digits)?.[0] ?? '';
  const groups = digits.slice(code.length).match(/\d{3}(?=\d{2})|\d+/g) ?? [];
  return [`+${code}`, ...groups];
}
