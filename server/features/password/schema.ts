import { z } from 'zod';
import { emailAddress } from '#server/shared/email-address.ts';
import { goneStates } from '#server/shared/link-state.ts';
import { passwordLength, passwordPolicy } from '#server/shared/password-policy.ts';

/** Bounded, and no more: what is wrong with it is said beside the field. */
const typedPassword = z.string().max(passwordLength.max);

export const requestLinkInput = z.strictObject({ email: emailAddress });
export type RequestLinkInput = z.infer<typeof requestLinkInput>;

/** The token comes by the cookie alone. */
export const readLinkInput = z.strictObject({}).optional();

/** What the holder of a link is told of it. */
export const linkDto = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('valid'),
    email: z.string(),
    firstName: z.string(),
    /** They have none yet. */
    isFirst: z.boolean(),
    policy: passwordPolicy,
  }),
  z.object({ state: z.enum(goneStates) }),
]);
export type LinkDto = z.infer<typeof linkDto>;

export const setPasswordInput = z.strictObject({
  /** Whose password the page said it would be: another tab may have opened another link since. */
  email: emailAddress,
  password: typedPassword,
});
export type SetPasswordInput = z.infer<typeof setPasswordInput>;

export const changePasswordInput = z.strictObject({
  currentPassword: z.string().min(1).max(passwordLength.max),
  newPassword: typedPassword,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;
