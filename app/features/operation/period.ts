import type { Days } from '#app/lib/days.ts';
import { addDays, readDays } from '#app/lib/days.ts';

/** What the address bar holds; without any of it the last 30 days are shown (product 4.4). */
export interface PeriodParams extends Days {
  period: PeriodPreset | 'custom';
}

export const periodPresets = ['7d', '30d', '90d', 'year', 'all'] as const;
export type PeriodPreset = (typeof periodPresets)[number];
export const defaultPeriod: PeriodPreset = '30d';

/** Reads the address; anything that is no period means the default, never an error page. */
export function readPeriod(search: URLSearchParams): PeriodParams {
  const days = readDays(search);
  if (days !== null) return { period: 'custom', ...days };
  const named = search.get('period');
  return { period: periodPresets.find((preset) => preset === named) ?? defaultPeriod };
}

/**
 * The days to ask for; `today` is the company's. A preset has no end: what happens next belongs to
 * it. "The last 7 days" are today and the six before.
 */
export function daysOf(params: PeriodParams, today: string): Days {
  switch (params.period) {
    case '7d':
      return { from: addDays(today, -6) };
    case '30d':
      return { from: addDays(today, -29) };
    case '90d':
      return { from: addDays(today, -89) };
    case 'year':
      return { from: addDays(today, -364) };
    case 'all':
      return {};
    case 'custom': {
      const { from, to } = params;
      return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }
  }
}
