import { z } from 'zod';
import { emailAddress } from '#server/shared/email-address.ts';
import { languages } from '#server/shared/language.ts';
import { passwordPolicy } from '#server/shared/password-policy.ts';
import { validationProfiles } from '#server/shared/validation-profile.ts';
import { permissions, roles } from '#server/shared/permissions.ts';

export const signInInput = z.strictObject({
  email: emailAddress,
  password: z.string().min(1).max(128),
});
export type SignInInput = z.infer<typeof signInInput>;

/** Who is signed in and what they may do: what every screen is built from. */
export const sessionDto = z.object({
  user: z.object({
    id: z.number().int(),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    role: z.enum(roles),
    language: z.enum(languages),
  }),
  company: z.object({
    id: z.number().int(),
    name: z.string(),
    /** ISO 4217 */
    currency: z.string(),
    /** IANA name; all dates on screen are in the company's zone. */
    timeZone: z.string(),
    validationProfile: z.enum(validationProfiles),
    userPasswordPolicy: passwordPolicy,
    customerPasswordPolicy: passwordPolicy,
  }),
  permissions: z.array(z.enum(permissions)),
});
export type SessionDto = z.infer<typeof sessionDto>;

export const signOutInput = z.strictObject({}).optional();
