import { z } from 'zod';
import type { FieldIssue } from '#server/shared/errors.ts';
import { pageSize } from '#server/shared/customer-filter.ts';
import { languages } from '#server/shared/language.ts';
import { rowNumber } from '#server/shared/row-number.ts';
import { roles } from '#server/shared/permissions.ts';
import { themes } from '#server/shared/theme.ts';
import { typedText } from '#server/shared/typed-text.ts';

export const userStatuses = ['active', 'blocked'] as const;

export const userDto = z.object({
  id: z.number().int(),
  version: z.number().int(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  role: z.enum(roles),
  status: z.enum(userStatuses),
});
export type UserDto = z.infer<typeof userDto>;

export const invitationStates = ['waiting', 'retrying', 'sent', 'failed'] as const;

/** A user as the list of users shows them. */
export const userRowDto = userDto.extend({
  phone: z.string(),
  hasPassword: z.boolean(),
  /** Of the latest letter with a link; null if there is none, or nobody is to get it any more. */
  invitation: z.enum(invitationStates).nullable(),
  /** After failed sign-ins; `until` null: until an admin clears it. Null: sign-in is open. */
  lockout: z.object({ until: z.iso.datetime().nullable() }).nullable(),
  /** The latest letter about a password was given up; never true for whoever may not see it. */
  letterFailed: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.object({ id: z.number().int(), name: z.string() }).nullable(),
});
export type UserRowDto = z.infer<typeof userRowDto>;

export const userSortKeys = [
  'name',
  'phone',
  'email',
  'role',
  'status',
  'lastSignInAt',
  'createdBy',
  'createdAt',
] as const;
export type UserSortKey = (typeof userSortKeys)[number];

export const listUsersInput = z.strictObject({
  /** Any part of name, e-mail or phone, without regard to case and accents. */
  search: typedText.max(200).default(''),
  role: z.enum(roles).optional(),
  status: z.enum(userStatuses).optional(),
  /** Only those who have not set a password. */
  withoutPassword: z.literal(true).optional(),
  sort: z.enum(userSortKeys).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  /** From 1; one beyond the end is the last one. */
  page: z.number().int().min(1).max(1_000_000).default(1),
  pageSize: pageSize.default(10),
});
export type ListUsersInput = z.input<typeof listUsersInput>;
export type ListUsersQuery = z.output<typeof listUsersInput>;

export const userPageDto = z.object({
  rows: z.array(userRowDto),
  total: z.number().int(),
  page: z.number().int(),
});
export type UserPageDto = z.infer<typeof userPageDto>;

/** As typed: the rules of each field come after, so that all that is wrong is told at once. */
const typedField = z.string().max(10_000);
export const createUserInput = z.strictObject({
  firstName: typedField,
  lastName: typedField,
  phone: typedField,
  email: typedField,
  role: z.enum(roles),
  /** A call that is sent again with it answers the user that it made. */
  mutationId: z.uuid(),
});
export type CreateUserInput = z.infer<typeof createUserInput>;

const userTarget = z.strictObject({
  userId: rowNumber,
  /** The version that the screen showed. */
  version: rowNumber,
  mutationId: z.uuid().optional(),
});
export const blockUserInput = userTarget;
export const activateUserInput = userTarget;
export const clearLockoutInput = userTarget;
export type BlockUserInput = z.infer<typeof blockUserInput>;
export type ActivateUserInput = z.infer<typeof activateUserInput>;
export type ClearLockoutInput = z.infer<typeof clearLockoutInput>;

export const changeRoleInput = userTarget.extend({ role: z.enum(roles) });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;
export const resendInvitationInput = userTarget.omit({ version: true });
export type ResendInvitationInput = z.infer<typeof resendInvitationInput>;

export const lookFields = ['language', 'theme', 'timeZone'] as const;

/** How one's own screens speak and look; only what is given changes. */
export const chooseLookInput = z.strictObject({
  language: z.enum(languages).optional(),
  theme: z.enum(themes).optional(),
  /** IANA name; null is the company's zone. */
  timeZone: z.string().max(64).nullable().optional(),
  mutationId: z.uuid().optional(),
});
export type ChooseLookInput = z.infer<typeof chooseLookInput>;

export const profileDto = z.object({
  version: z.number().int(),
  firstName: z.string(),
  lastName: z.string(),
  /** E.164 */
  phone: z.string(),
  email: z.string(),
  role: z.enum(roles),
  language: z.enum(languages),
  theme: z.enum(themes),
  timeZone: z.string().nullable(),
});
export type ProfileDto = z.infer<typeof profileDto>;

/** What people change of themselves, in the order of the form. */
export const profileFields = ['firstName', 'lastName', 'phone'] as const;
export type ProfileField = (typeof profileFields)[number];

export const editProfileInput = z.strictObject({
  /** The version that the form was filled from. */
  version: rowNumber,
  mutationId: z.uuid().optional(),
  /** Only what was changed; each field is judged by itself. */
  changes: z
    .strictObject({ firstName: typedField, lastName: typedField, phone: typedField })
    .partial(),
});
export type EditProfileInput = z.infer<typeof editProfileInput>;

/** The field was changed in another window since it was read. */
export const profileConflict = z.object({
  field: z.enum(profileFields),
  theirs: z.string(),
  mine: z.string(),
  at: z.string(),
});
export type ProfileConflict = z.infer<typeof profileConflict>;

export const profileOutcome = z.object({
  profile: profileDto,
  saved: z.array(z.enum(profileFields)),
  conflicts: z.array(profileConflict),
  issues: z.array(z.custom<FieldIssue>()),
});
export type ProfileOutcome = z.infer<typeof profileOutcome>;

export const userOptionsMax = 50;
/** For choosing a colleague: active users by any part of the name, at most {@link userOptionsMax}. */
export const listUserOptionsInput = z.strictObject({
  search: typedText.max(100).default(''),
});
export type ListUserOptionsInput = z.input<typeof listUserOptionsInput>;
export type ListUserOptionsQuery = z.output<typeof listUserOptionsInput>;
export const userOptionDto = z.object({ id: z.number().int(), name: z.string() });
export type UserOptionDto = z.infer<typeof userOptionDto>;
