/** Arithmetic on calendar days as text (YYYY-MM-DD): no clock and no time zone takes part. */

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** First and last day, both included; either end may be open. */
export interface Days {
  from?: string;
  to?: string;
}

/** Whether a day is one of them. */
export function isWithin(
  days: { from?: string | undefined; to?: string | undefined },
  day: string,
): boolean {
  return (days.from === undefined || day >= days.from) && (days.to === undefined || day <= days.to);
}

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** The days in an address; null without any. What is no day is left out. */
export function readDays(search: URLSearchParams): Days | null {
  const from = dayParam(search, 'from');
  const to = dayParam(search, 'to');
  if (from === undefined && to === undefined) return null;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function dayParam(search: URLSearchParams, name: string): string | undefined {
  const value = search.get(name);
  if (value === null || !dayPattern.test(value)) return undefined;
  // Date.parse takes 30 February for 2 March: only a day that stays itself is one.
  const at = Date.parse(value);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? undefined : value;
}
