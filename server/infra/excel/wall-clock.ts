/** Instants as a clock on the wall of a zone shows them, fast enough for every row of an export. */

/** Offsets change on quarters of an hour at most. */
const quarterMs = 900_000;
const cacheMax = 50_000;

export interface WallClock {
  /** Milliseconds from 1970-01-01 00:00 as the wall shows them; NaN for what is no instant. */
  wallMs: number;
  /** Of the zone at that instant, in minutes east of UTC. */
  offsetMinutes: number;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

/**
 * @param timeZone an IANA name
 * @throws RangeError for a zone that nobody knows
 */
export function wallClockOf(timeZone: string): (iso: string) => WallClock | null {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number>();
  const offsetAt = (ms: number): number => {
    const quarter = Math.floor(ms / quarterMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    if (offsets.size >= cacheMax) offsets.clear();
    const offset = Math.round((shown(format, quarter * quarterMs) - quarter * quarterMs) / 60_000);
    offsets.set(quarter, offset);
    return offset;
  };
  return (iso) => {
    const ms = instant.test(iso) ? Date.parse(iso) : Number.NaN;
    if (Number.isNaN(ms)) return null;
    const offsetMinutes = offsetAt(ms);
    return { wallMs: ms + offsetMinutes * 60_000, offsetMinutes };
  };
}

function shown(format: Intl.DateTimeFormat, ms: number): number {
  const parts = Object.fromEntries(
    format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: string) => parts[name] ?? 0;
  const day = Date.UTC(part('year'), part('month') - 1, part('day'));
  return day + part('hour') * 3_600_000 + part('minute') * 60_000 + part('second') * 1_000;
}

/** `2026-11-21 14:05:09` */
export function wallText({ wallMs }: WallClock): string {
  return new Date(wallMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** `2026-11-21T14:05:09+02:00` */
export function wallIso({ wallMs, offsetMinutes }: WallClock): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.abs(offsetMinutes);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(wallMs).toISOString().slice(0, 19)}${zone}`;
}
