/** Birthdays as people type them. Pure. */

const dayFirst = /^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4})$/;
const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const digits = /^(\d{2})(\d{2})(\d{4})$/;

/**
 * The calendar day (YYYY-MM-DD) that a text means: "5.3.1990", "05/03/1990", "05031990",
 * "1990-03-05". Null for anything else, also for a day that no calendar has.
 */
export function parseDay(text: string): string | null {
  const typed = text.trim();
  const parts = dayFirst.exec(typed) ?? digits.exec(typed);
  if (parts !== null) return dayOf(parts[3], parts[2], parts[1]);
  const iso = yearFirst.exec(typed);
  return iso === null ? null : dayOf(iso[1], iso[2], iso[3]);
}

function dayOf(year = '', month = '', day = ''): string | null {
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // A 31 February rolls over into March: then it is no such day.
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return isReal ? iso : null;
}
