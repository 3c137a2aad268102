import { z } from 'zod';
import { currencyCodes } from '#server/shared/currency.ts';
import { changedMeanwhile } from '#server/shared/merge-fields.ts';
import { passwordPolicy } from '#server/shared/password-policy.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { typedText } from '#server/shared/typed-text.ts';
import { validationProfiles } from '#server/shared/validation-profile.ts';

export const companyNameMax = 120;

const whole = (min: number, max: number) => z.number().int().min(min).max(max);

/** What every page of the company is built from; the rest is for who may change it. */
export const companyFace = z.strictObject({
  name: typedText.min(1).max(companyNameMax),
  /** ISO 4217 */
  currency: z.enum(currencyCodes),
  validationProfile: z.enum(validationProfiles),
  userPasswordPolicy: passwordPolicy,
  customerPasswordPolicy: passwordPolicy,
});
export type CompanyFace = z.infer<typeof companyFace>;

export const companySettings = companyFace.extend({
  /** Failed sign-ins within the window that lock a user out, and for how long. */
  lockoutAttemptsMax: whole(1, 100),
  lockoutWindowMinutes: whole(1, 1_440),
  /** 0 = until an admin unlocks. */
  lockoutMinutes: whole(0, 10_080),
  /** How long a link to set a password lives. */
  linkHours: whole(1, 720),
  /** A user's session ends after so long without use, and after so long altogether. */
  sessionIdleHours: whole(1, 720),
  sessionAbsoluteDays: whole(1, 365),
});
export type CompanySettings = z.infer<typeof companySettings>;
export type CompanyField = keyof CompanySettings;
export const companyFields = Object.keys(companySettings.shape) as CompanyField[];

export const companyDto = z.object({
  id: z.number().int(),
  version: z.number().int(),
  settings: companySettings,
  /** Operations exist: the base currency stays what it is. */
  isCurrencyFixed: z.boolean(),
});
export type CompanyDto = z.infer<typeof companyDto>;

/** Only the fields that were changed, and the version that they were changed on. */
export const editCompanyInput = companySettings.partial().extend({
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export type EditCompanyInput = z.infer<typeof editCompanyInput>;

/** With conflicts nothing was saved: `company` shows what stands there now. */
export const editCompanyOutcome = z.object({
  company: companyDto,
  conflicts: z.array(changedMeanwhile.extend({ field: z.enum(companyFields) })),
});
export type EditCompanyOutcome = z.infer<typeof editCompanyOutcome>;
