import { z } from 'zod';

const firstDay = '0001-01-01';

/** YYYY-MM-DD, from the first year on: the database knows no year 0. */
export const calendarDay = z.iso.date().refine((day) => day >= firstDay);

/** The same where a first page is drawn, which has no room for zod. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < firstDay) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
