import { z } from 'zod';

const nothing = z.object({});

/** Subject: the user. */
export const userEvents = {
  /** `changes` has names, phone, e-mail and role, with null as the old value; they are active. */
  'user.created': nothing,
  /** `changes` has the role; open pages go on with the new rights. */
  'user.roleChanged': nothing,
  /** Another letter with a link was ordered for one who has not set a password. */
  'user.reinvited': nothing,
  'user.blocked': nothing,
  'user.activated': nothing,
  /** Too many failed sign-ins; null: until an admin unlocks. */
  'user.lockedOut': z.object({ until: z.string().nullable() }),
  /** A colleague ended the lockout before its time. */
  'user.lockoutCleared': nothing,
  /** The letter with the link to a first password went out. */
  'user.invited': nothing,
  /** It didn't: for good, or for now and it is tried again. */
  'user.invitationFailed': z.object({ isFinal: z.boolean() }),
  /** A letter about a password, asked for or changed, was given up; told to superadmins alone. */
  'user.letterFailed': nothing,
  /** A later one reached them. */
  'user.letterDelivered': nothing,
  /** By a link from a letter. */
  'user.passwordSet': z.object({ isFirst: z.boolean() }),
  /** By oneself, with the old one; told to nobody. */
  'user.passwordChanged': nothing,
  /** Somebody asked for a link by this user's address; told to nobody. */
  'user.passwordLinkRequested': nothing,
  /** Own name or phone; `changes` has what. */
  'user.profileEdited': z.object({
    /** First and last, as it is from now on. */
    name: z.string(),
  }),
  /** Own language, theme or time zone. */
  'user.lookChosen': nothing,
} as const;
