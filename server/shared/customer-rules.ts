/**
 * What a customer's fields may hold, by the company's validation profile: the same rules for the
 * form in the browser and for the server. Pure; values in, values or issues out.
 * It brings libphonenumber's metadata along: import it lazily in the browser.
 */
import { z } from 'zod';
import type { CustomerField, CustomerValues, FieldValue } from './customer-fields.ts';
import { mandatoryFields } from './customer-fields.ts';
import type { ErrorParams, FieldIssue } from './errors.ts';
import { countryCodes, languageCodes, timeZones } from './iso-codes.ts';
import { nameIssue } from './person-name.ts';
import { parsePhone } from './phone-number.ts';
import { rowNumber } from './row-number.ts';
import { isStorable } from './typed-text.ts';
import type { ValidationProfile } from './validation-profile.ts';

export type CheckedValue =
  | { value: FieldValue; issue: null }
  /** `path` is the field. */
  | { value: null; issue: FieldIssue };

/** What is wrong, without saying where. */
interface Fault {
  code: string;
  params?: ErrorParams;
}
type Verdict = { value: FieldValue } | Fault;
/** @param text trimmed, NFC, not empty */
type Rule = (text: string, profile: ValidationProfile) => Verdict;

const isFault = (verdict: Verdict): verdict is Fault => 'code' in verdict;
const tooLong = (max: number): Fault => ({ code: 'tooLong', params: { max } });

/** Characters that steer a terminal or turn the text around them from right to left. */
const control = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const controlInLines = /[^\P{Cc}\n\t]/u;

function line(max: number): Rule {
  return (text) => {
    if (text.length > max) return tooLong(max);
    return control.test(text) ? { code: 'invalid' } : { value: text };
  };
}

function lines(max: number): Rule {
  return (typed) => {
    const text = typed.replaceAll('\r\n', '\n');
    if (text.length > max) return tooLong(max);
    return controlInLines.test(text) ? { code: 'invalid' } : { value: text };
  };
}

const personName: Rule = (text, profile) => {
  const name = text.replace(/\s+/g, ' ');
  return nameIssue(name, profile) ?? { value: name };
};

const phone: Rule = (text, profile) => {
  const number = parsePhone(text, profile);
  if (number !== null) return { value: number };
  return { code: profile === 'ua' ? 'phoneUa' : 'phone' };
};

const loginLength = { min: 3, max: 64 } as const;

/** S1-34 */
const login: Rule = (text) => {
  const { min, max } = loginLength;
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return { code: 'login' };
  if (text.length < min) return { code: 'tooShort', params: { min } };
  return text.length > max ? tooLong(max) : { value: text };
};

const emailMax = 254;
const emailAddress = z.email();

const email: Rule = (text) => {
  const address = text.toLowerCase();
  if (address.length > emailMax) return tooLong(emailMax);
  return emailAddress.safeParse(address).success ? { value: address } : { code: 'email' };
};

const oldestBirthday = '1900-01-01';
const calendarDay = z.iso.date();
/** It is tomorrow already at the far end of the Earth: a birthday there is not in the future. */
const farthestZoneMs = 14 * 3_600_000;

const birthday: Rule = (text) => {
  if (!calendarDay.safeParse(text).success || text < oldestBirthday) return { code: 'date' };
  const today = new Date(Date.now() + farthestZoneMs).toISOString().slice(0, 10);
  return text > today ? { code: 'dateFuture' } : { value: text };
};

const country: Rule = (text) => {
  const code = text.toUpperCase();
  return countryCodes.includes(code) ? { value: code } : { code: 'country' };
};

const language: Rule = (text) => {
  const tag = text.toLowerCase();
  return languageCodes.includes(tag) ? { value: tag } : { code: 'invalid' };
};

const websiteMax = 200;

/** A host by itself or an address of the web, as typed. */
const website: Rule = (text) => {
  if (text.length > websiteMax) return tooLong(websiteMax);
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const isAddress = !/\s/.test(text) && URL.canParse(address);
  if (!isAddress) return { code: 'website' };
  const { hostname, username } = new URL(address);
  const isHost = /^[^.]+(?:\.[^.]+)+$/.test(hostname) && username === '';
  return isHost ? { value: text } : { code: 'website' };
};

const taxNumberMax = 30;

/** How many digits the Ukrainian one has depends on the legal type: see {@link checkTogether}. */
const taxNumber: Rule = (text, profile) => {
  const compact = text.replace(/[\s-]/g, '').toUpperCase();
  if (compact.length > taxNumberMax) return tooLong(taxNumberMax);
  const isNumber = profile === 'ua' ? /^\d+$/ : /^[A-Z0-9]+$/;
  return isNumber.test(compact) ? { value: compact } : { code: 'taxNumber' };
};

function oneOf(values: readonly string[]): Rule {
  return (text) => (values.includes(text) ? { value: text } : { code: 'invalid' });
}

const textMax = 200;
const textRules: Record<
  Exclude<CustomerField, 'organizationId' | 'salesRepresentativeId'>,
  Rule
> = {
  login,
  lastName: personName,
  firstName: personName,
  middleName: personName,
  gender: oneOf(['female', 'male']),
  birthday,
  email,
  phone,
  language,
  timeZone: oneOf(timeZones),
  country,
  region: line(textMax),
  city: line(textMax),
  addressLine1: line(textMax),
  addressLine2: line(textMax),
  postalCode: line(20),
  legalType: oneOf(['person', 'soleTrader', 'company']),
  legalName: line(textMax),
  taxNumber,
  website,
  comment: lines(2_000),
};

/** What always holds something: the mandatory ones, and the legal type, which has a first value. */
const neverEmpty: ReadonlySet<CustomerField> = new Set([...mandatoryFields, 'legalType']);

function verdictOf(field: CustomerField, typed: FieldValue, profile: ValidationProfile): Verdict {
  const given = typeof typed === 'string' ? typed.trim().normalize('NFC') : typed;
  if (given === null || given === '') {
    return neverEmpty.has(field) ? { code: 'required' } : { value: null };
  }
  if (field === 'organizationId' || field === 'salesRepresentativeId') {
    return rowNumber.safeParse(given).success ? { value: given } : { code: 'invalid' };
  }
  if (typeof given !== 'string' || !isStorable(given)) return { code: 'invalid' };
  return textRules[field](given, profile);
}

/**
 * One field by itself: trimmed, NFC, normalised (a phone to E.164, an e-mail to lower case, empty to
 * null), or what is wrong with it as a code of `error:field.*`.
 */
export function checkField(
  field: CustomerField,
  typed: FieldValue,
  profile: ValidationProfile,
): CheckedValue {
  const verdict = verdictOf(field, typed, profile);
  if (isFault(verdict)) return { value: null, issue: { path: field, ...verdict } };
  return { value: verdict.value, issue: null };
}

type Changed = ReadonlySet<CustomerField>;

/** At the field that was changed: the one that depends first, then the legal type. */
function issueAt(field: CustomerField, changed: Changed, code: string): FieldIssue[] {
  const path = [field, 'legalType' as const].find((candidate) => changed.has(candidate));
  return path === undefined ? [] : [{ path, code }];
}

/** ЄДРПОУ of a company has 8 digits, a person's РНОКПП 10. */
function taxNumberFault({ legalType, taxNumber }: CustomerValues): string | null {
  if (typeof taxNumber !== 'string') return null;
  if (legalType === 'company') return taxNumber.length === 8 ? null : 'taxNumberCompany';
  return taxNumber.length === 10 ? null : 'taxNumberPerson';
}

/**
 * What the fields must be together (a company has a legal name …), told only of fields that were
 * changed: an old record is not held against someone who corrects its phone number.
 */
export function checkTogether(
  values: CustomerValues,
  changed: ReadonlySet<CustomerField>,
  profile: ValidationProfile,
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if (values.legalType === 'company' && values.legalName === null) {
    issues.push(...issueAt('legalName', changed, 'legalName'));
  }
  const fault = profile === 'ua' ? taxNumberFault(values) : null;
  if (fault !== null) issues.push(...issueAt('taxNumber', changed, fault));
  return issues;
}
