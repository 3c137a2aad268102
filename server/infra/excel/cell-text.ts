/**
 * What becomes of a text before it is written into a file. `cleanText` holds for every format, so
 * that all five tell the same; `neutraliseFormula` for those that a spreadsheet program opens.
 */
import type { Cell } from './columns.ts';

const unclean = /[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]/;
const unwritable =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * Characters that XML can't hold, or that steer a terminal, become U+FFFD, where one sees that
 * something was there; a carriage return becomes a line feed, as an XML parser would make it.
 */
export function cleanText(text: string): string {
  if (!unclean.test(text)) return text;
  return text.replace(/\r\n?/g, '\n').replace(unwritable, '\ufffd');
}

const startsFormula = /^[\s\p{Cc}\p{Cf}\ufffd]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
const startsWithControl = /^[\t\r\n\0]/;
/** A plus and digits, single spaces between them: evaluated or not, it is nothing but a number. */
const phone = /^\+\d(?: ?\d){0,19}$/;

/**
 * Puts an apostrophe before a text that a spreadsheet program could take for a formula, now or after
 * it was saved as .csv once more. A telephone number stays as it is.
 */
export function neutraliseFormula(text: string): string {
  const first = text.charCodeAt(0);
  if (isHarmlessFirst(first)) return text;
  if (phone.test(text)) return text;
  return startsFormula.test(text) || startsWithControl.test(text) ? `'${text}` : text;
}

/** Letters and digits of Latin and Cyrillic: nearly every cell is decided here. */
function isHarmlessFirst(code: number): boolean {
  return (
    Number.isNaN(code) ||
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x7a) ||
    (code >= 0x400 && code <= 0x52f)
  );
}

/**
 * A value as text, whatever it is: what came from outside the type (an object that a spreadsheet
 * library would read as a formula or a link) is shown as JSON and means nothing.
 */
export function plainText(value: Cell | object | boolean | undefined): string {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return cleanText(JSON.stringify(value));
  return String(value);
}
