/** Balances as people type them into a filter. Pure. */
import type { Money } from '#server/shared/money.ts';
import { fromMinor, isLess, toMinor } from '#server/shared/money.ts';

/** As many digits as an account can hold. */
const wholePattern = /^\d{1,16}$/;

/**
 * "1 000,50", "1000.5", "₴ 5" or "-3" as money; null when it is none. A comma parts thousands only
 * where the reader's language does so ("1,000" in English): elsewhere it would be read as decimals.
 */
export function parseBalance(
  typed: string,
  { commaGroups, marks }: { commaGroups: boolean; marks: readonly string[] },
): Money | null {
  const bare = marks.reduce((text, mark) => text.replace(mark, ''), typed);
  const compact = bare.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^[\u2212\u2013]/, '-');
  const text = commaGroups ? withoutGroups(compact) : compact;
  const parts = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(text);
  const whole = (parts?.[2] ?? '').replace(/^0+(?=\d)/, '');
  if (parts === null || !wholePattern.test(whole)) return null;
  const money = `${whole}.${(parts[3] ?? '').padEnd(2, '0')}` as Money;
  // Not "-0.00": there is one zero.
  return parts[1] === '-' ? fromMinor(-toMinor(money)) : money;
}

function withoutGroups(text: string): string {
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
}

export function isUpsideDown(from: Money | undefined, to: Money | undefined): boolean {
  return from !== undefined && to !== undefined && isLess(to, from);
}
