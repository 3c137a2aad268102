/** Arithmetic on calendar days as text (YYYY-MM-DD): no clock and no time zone takes part. */

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}
