import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Money } from '#server/shared/money.ts';
import { isLess } from '#server/shared/money.ts';
import { phoneGroups } from '#server/shared/phone-groups.ts';
import type { Language } from '#server/shared/language.ts';
import { defaultLanguage, isLanguage } from '#server/shared/language.ts';

/**
 * All formatting of dates, numbers and money: in the reader's language, in the company's zone and
 * currency. The server and the browser write the same text: patterns are put together from parts
 * here, so a newer ICU on one side changes nothing.
 */
export interface Locale {
  /** ISO 4217 */
  currency: string;
  /** IANA name */
  timeZone: string;
}

export const LocaleContext = createContext<Locale>({ currency: 'UAH', timeZone: 'Europe/Kyiv' });

export interface Format {
  money: (value: Money) => string;
  /** With a plus or a minus in front: what an operation adds to the balance. */
  signedMoney: (value: Money) => string;
  /** Without the currency's sign, for columns whose head names it. */
  amount: (value: Money) => string;
  /** The company's currency as amounts carry it: ₴. */
  currencySign: string;
  date: (iso: string) => string;
  /** A calendar day (YYYY-MM-DD), free of time zones. */
  day: (day: string) => string;
  /** The calendar day of an instant in the company's zone, YYYY-MM-DD: for comparing, not to show. */
  isoDay: (iso: string) => string;
  /** The name of an ISO 3166-1 alpha-2 country. */
  country: (code: string) => string;
  /** The name of an ISO 4217 currency. */
  currencyName: (code: string) => string;
  /** The name of a language by its BCP 47 tag. */
  languageName: (tag: string) => string;
  /** What people call a zone's time, and how far it is from Greenwich now. */
  timeZone: (zone: string) => string;
  dateTime: (iso: string) => string;
  time: (iso: string) => string;
  /** "5 minutes ago", under a minute "just now"; `nowMs` comes from `useNow()`, which is the same in server and browser. */
  relative: (iso: string, nowMs: number) => string;
  /** The two largest units at most one of which is shown: "43 minutes", "2 days". */
  duration: (ms: number) => string;
  number: (value: number) => string;
  /** E.164 in groups that are read aloud: +380 67 123 45 67. */
  phone: (e164: string) => string;
}

const tags: Record<Language, string> = { uk: 'uk-UA', en: 'en-GB', ru: 'ru-UA' };
const minus = '\u2212';
const noBreakSpace = '\u00a0';

/** What `Intl` has no words for, or not those of people: its "now" reads like "is here now". */
export interface FormatWords {
  justNow: string;
}

export function createFormat(language: Language, locale: Locale, words: FormatWords): Format {
  const tag = tags[language];
  const money = moneyFormat(tag, { style: 'currency', currency: locale.currency });
  const signed = moneyFormat(tag, {
    style: 'currency',
    currency: locale.currency,
    signDisplay: 'exceptZero',
  });
  const amount = moneyFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const number = new Intl.NumberFormat(tag, { useGrouping: 'always' });
  const date = dateFormat(tag, locale.timeZone);
  const day = dateFormat(tag, 'UTC');
  const time = timeFormat(tag, locale.timeZone);
  return {
    money,
    signedMoney: signed,
    amount,
    currencySign: currencySign(tag, locale.currency),
    date: (iso) => date(new Date(iso)),
    day: (text) => day(new Date(`${text}T00:00:00Z`)),
    isoDay: (iso) => isoDayIn(locale.timeZone, new Date(iso)),
    country: nameFormat(tag, 'region'),
    currencyName: nameFormat(tag, 'currency'),
    languageName: nameFormat(tag, 'language'),
    timeZone: (zone) => timeZoneName(tag, zone),
    time: (iso) => time(new Date(iso)),
    dateTime: (iso) => `${date(new Date(iso))}, ${time(new Date(iso))}`,
    relative: relativeFormat(tag, words),
    duration: durationFormat(tag),
    number: (value) => number.format(value),
    phone: formatPhone,
  };
}

function moneyFormat(tag: string, options: Intl.NumberFormatOptions): (value: Money) => string {
  const format = new Intl.NumberFormat(tag, {
    currencyDisplay: 'narrowSymbol',
    useGrouping: 'always',
    ...options,
  });
  return (value) =>
    format
      // A decimal string is formatted exactly; a number would lose kopecks above 2⁵³.
      .formatToParts(value as Intl.StringNumericLiteral)
      .map((part) => textOfPart(part))
      .join('');
}

function currencySign(tag: string, currency: string): string {
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
}

function textOfPart(part: Intl.NumberFormatPart): string {
  if (part.type === 'minusSign') return minus;
  // Narrow or wide, by ICU's version: one kind of space keeps the page the same on both sides.
  return part.value.replace(/\s/g, noBreakSpace);
}

function dateFormat(tag: string, timeZone: string): (date: Date) => string {
  const format = new Intl.DateTimeFormat(tag, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const separator = tag.startsWith('en') ? '/' : '.';
  return (date) => {
    const parts = partsOf(format, date);
    return [parts['day'], parts['month'], parts['year']].join(separator);
  };
}

/** The calendar day of an instant in a zone, YYYY-MM-DD. */
export function isoDayIn(timeZone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const parts = partsOf(format, instant);
  return [parts['year'], parts['month'], parts['day']].join('-');
}

/** Names as they stand in a form: with a capital letter. An unknown code is shown as it is. */
function nameFormat(
  tag: string,
  type: 'region' | 'language' | 'currency',
): (code: string) => string {
  const names = new Intl.DisplayNames(tag, { type, fallback: 'code' });
  return (code) => {
    try {
      const name = names.of(code) ?? code;
      return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
    } catch {
      // A malformed code: what was stored says more than nothing.
      return code;
    }
  };
}

function timeZoneName(tag: string, timeZone: string): string {
  const names = (['longGeneric', 'shortOffset'] as const).map((timeZoneName) => {
    const parts = partsOf(new Intl.DateTimeFormat(tag, { timeZone, timeZoneName }), new Date());
    return parts['timeZoneName'] ?? '';
  });
  return names.join(', ');
}

function timeFormat(tag: string, timeZone: string): (date: Date) => string {
  const format = new Intl.DateTimeFormat(tag, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
  });
  return (date) => {
    const parts = partsOf(format, date);
    return `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`;
  };
}

function partsOf(format: Intl.DateTimeFormat, date: Date): Record<string, string> {
  return Object.fromEntries(format.formatToParts(date).map((part) => [part.type, part.value]));
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function largestUnit(ms: number): { unit: (typeof units)[number][0]; count: number } {
  for (const [unit, length] of units) {
    if (ms >= length) return { unit, count: Math.floor(ms / length) };
  }
  return { unit: 'second', count: 0 };
}

function relativeFormat(tag: string, { justNow }: FormatWords): Format['relative'] {
  const format = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return (iso, nowMs) => {
    const elapsed = nowMs - Date.parse(iso);
    const { unit, count } = largestUnit(Math.abs(elapsed));
    if (unit === 'second') return justNow;
    return format.format(elapsed < 0 ? count : -count, unit);
  };
}

function durationFormat(tag: string): Format['duration'] {
  return (ms) => {
    const { unit, count } = largestUnit(Math.max(ms, 0));
    return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
  };
}

export function formatPhone(e164: string): string {
  return phoneGroups(e164).join(noBreakSpace);
}

/** Red and green are for meaning: whether an amount takes away. */
export function isNegative(value: Money): boolean {
  return isLess(value, '0.00' as Money);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : defaultLanguage;
}

export function useFormat(): Format {
  const language = useLanguage();
  const locale = useContext(LocaleContext);
  const { t } = useTranslation('common');
  const justNow = t('time.justNow');
  return useMemo(() => createFormat(language, locale, { justNow }), [language, locale, justNow]);
}
