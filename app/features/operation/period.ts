import { addDays } from '#app/lib/days.ts';

/** What the address bar holds; without any of it the last 30 days are shown (product 4.4). */
export interface PeriodParams {
  period: PeriodPreset | 'custom';
  from?: string;
  to?: string;
}

export const periodPresets = ['7d', '30d', '90d', 'year', 'all'] as const;
export type PeriodPreset = (typeof periodPresets)[number];
export const defaultPeriod: PeriodPreset = '30d';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the address; anything that is no period means the default, never an error page. */
export function readPeriod(search: URLSearchParams): PeriodParams {
  const from = dayParam(search, 'from');
  const to = dayParam(search, 'to');
  if (from !== undefined || to !== undefined) {
    return {
      period: 'custom',
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  }
  const named = search.get('period');
  return { period: periodPresets.find((preset) => preset === named) ?? defaultPeriod };
}

function dayParam(search: URLSearchParams, name: string): string | undefined {
  const value = search.get(name);
  if (value === null || !dayPattern.test(value)) return undefined;
  return Number.isNaN(Date.parse(value)) ? undefined : value;
}

/**
 * The days to ask for; `today` is the company's. A preset has no end: what happens next belongs to
 * it. "The last 7 days" are today and the six before.
 */
export function daysOf(params: PeriodParams, today: string): { from?: string; to?: string } {
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

/** Whether a day lies within the period; both ends belong to it. */
export function placeInPeriod(
  period: { from?: string | undefined; to?: string | undefined },
  day: string,
): boolean {
  return (
    (period.from === undefined || day >= period.from) &&
    (period.to === undefined || day <= period.to)
  );
}
