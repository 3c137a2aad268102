import { z } from 'zod';
import { emailAddress } from '#server/shared/email-address.ts';
import { languages } from '#server/shared/language.ts';
import { passwordPolicy } from '#server/shared/password-policy.ts';
import { validationProfiles } from '#server/shared/validation-profile.ts';
import { permissions, roles } from '#server/shared/permissions.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { themes } from '#server/shared/theme.ts';

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
    theme: z.enum(themes),
  }),
  /** IANA name: the reader's own zone, or the company's. Dates on screen are in it. */
  timeZone: z.string(),
  company: z.object({
    id: z.number().int(),
    /** Of what the company has set. */
    version: z.number().int(),
    name: z.string(),
    /** ISO 4217 */
    currency: z.string(),
    /** IANA name; the days of statements and filters are the company's, whoever reads them. */
    timeZone: z.string(),
    validationProfile: z.enum(validationProfiles),
    userPasswordPolicy: passwordPolicy,
    customerPasswordPolicy: passwordPolicy,
  }),
  permissions: z.array(z.enum(permissions)),
});
export type SessionDto = z.infer<typeof sessionDto>;

export const signOutInput = z.strictObject({}).optional();

export const deviceKinds = ['desktop', 'mobile', 'tablet'] as const;

/** As far as the browser told; null for what it did not. */
export const deviceDto = z.object({
  browser: z.string().nullable(),
  system: z.string().nullable(),
  kind: z.enum(deviceKinds).nullable(),
});
export type DeviceDto = z.infer<typeof deviceDto>;

/** Where a user is signed in. Nothing in it opens the session. */
export const openSessionDto = z.object({
  id: z.uuid(),
  /** The one that asks. */
  isCurrent: z.boolean(),
  device: deviceDto,
  ipAddress: z.string().nullable(),
  startedAt: z.string(),
  /** To the minute. */
  lastSeenAt: z.string(),
});
export type OpenSessionDto = z.infer<typeof openSessionDto>;

export const openSessionsMax = 50;
/** The latest seen first, at most {@link openSessionsMax} of them. */
export const openSessionsDto = z.object({
  rows: z.array(openSessionDto),
  total: z.number().int(),
});
export type OpenSessionsDto = z.infer<typeof openSessionsDto>;

const mutationId = z.uuid().optional();

export const endSessionInput = z.strictObject({ sessionId: z.uuid(), mutationId });
export type EndSessionInput = z.infer<typeof endSessionInput>;

export const endOthersInput = z.strictObject({ mutationId });
export type EndOthersInput = z.infer<typeof endOthersInput>;

export const listSessionsOfUserInput = z.strictObject({ userId: rowNumber });
export type ListSessionsOfUserInput = z.infer<typeof listSessionsOfUserInput>;

export const endOfUserInput = z.strictObject({
  userId: rowNumber,
  /** Null is all of them. */
  sessionId: z.uuid().nullable(),
  mutationId,
});
export type EndOfUserInput = z.infer<typeof endOfUserInput>;

export const endedSessionsDto = z.object({ endedCount: z.number().int() });
export type EndedSessionsDto = z.infer<typeof endedSessionsDto>;
